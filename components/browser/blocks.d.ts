// What the page and the live route tell a window. Written by scripts/declarations from the
// dataclasses in components/: blocks/, window.py and browser/told.py. Change those instead.

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

export type Block = Top | Go | Foot | Turn | Act | Begin | StartAnew | ReadAloud | Cards | Ranking | Tick | Folded | Drawer | Group | Spread | SideBySide | Column | Slots | Facing | Chips | Row | Download | HandIn | AboutEach | Beginning | Circles | Ideas | Items | Choice | Day | Pick | Questions | Scale | Words | Take | Journal | Heading | Note | Link | Links | Quote | Moments | Points | Table | Pictures | Contacts | Together;

export type Phrases = Record<"add" | "add_to" | "add_another" | "more" | "move_to" | "move_to_item" | "added" | "moved" | "moved_to" | "item" | "move_up" | "move_up_item" | "move_down" | "move_down_item" | "remove" | "remove_item" | "removed" | "undo" | "redo" | "undone" | "redone" | "nothing_to_undo" | "nothing_to_redo" | "clear" | "about" | "end" | "as_number" | "of_ten" | "own_ends" | "not_answered" | "ticked" | "not_ticked" | "beside_what" | "also_mine" | "also_theirs" | "keep_shown" | "keep_other" | "keep_both" | "no_such_day" | "too_long" | "pasted" | "other_ideas" | "something_else" | "more_questions" | "other_questions" | "idea_added" | "making" | "made" | "no_connection" | "again" | "differ" | "write_down" | "written_down" | "no_file" | "skip" | "steps" | "begun_step" | "saving" | "saved" | "offline" | "not_saved" | "hidden" | "not_shown" | "leave" | "read_aloud" | "leave_by_key", string>;

export type HomePhrases = Record<"heading" | "about" | "question" | "promise" | "such_as" | "start" | "example" | "topics" | "search" | "hidden" | "show" | "find" | "more" | "undo" | "journal" | "journal_it" | "rename" | "rename_it" | "archive" | "archive_it" | "restore" | "restore_it" | "remove" | "remove_it" | "put_back" | "put_back_it" | "erase" | "erase_it" | "erase_asks" | "erase_yes" | "erase_yes_it" | "erase_no" | "erase_no_it" | "example_mark", string>;

export type OpeningPhrases = Record<"open" | "opening" | "passphrase" | "unseal" | "open_there" | "open_again" | "too_large" | "no_connection", string>;

export interface Top {
  kind: "top";
  title: string;
  looks: Turn[];
  answering: Turn[];
}

export interface Go {
  kind: "go";
  label: string;
  query: { [name: string]: string };
  needs: { [name: string]: string };
  path: string;
  value: string | number | boolean | Json[] | null;
  second: boolean;
}

export interface Foot {
  kind: "foot";
  back: Go | null;
  on: Go | null;
  number: number;
  count: number;
  where: string;
}

export interface Turn {
  kind: "turn";
  label: string;
  query: { [name: string]: string };
  path: string;
  value: string | number | boolean | Json[] | null;
  current: boolean;
}

export interface Act {
  kind: "act";
  label: string;
  answers: { [name: string]: string | number | boolean | Json[] | null };
  removes: string[];
  worksheet: string;
  lists: string[];
  done: string;
}

export interface Begin {
  kind: "begin";
  label: string;
  worksheet: string;
  query: { [name: string]: string };
  most: number;
  full: string;
  is_main: boolean;
}

export interface StartAnew {
  kind: "start_anew";
  label: string;
  about: string;
}

export interface ReadAloud {
  kind: "read_aloud";
  label: string;
  about: string;
}

export interface Option {
  value: string | number;
  label: string;
  meaning: string;
}

export interface Card {
  id: string;
  name: string;
  line: string;
}

export interface Cards {
  kind: "cards";
  worksheet: string;
  own: string;
  cards: Card[];
  piles: Option[];
  items: { [name: string]: string[] };
  left: string;
  all_sorted: string;
  later: string;
  unsorted: string;
  pile: string;
  sorted: string;
}

export interface Ranking {
  kind: "ranking";
  worksheet: string;
  own: string;
  cards: Card[];
  from_pile: string;
  items: { [name: string]: string[] };
  because: string;
  asked: Block[];
  most: number;
  none: string;
  rank: string;
  ranked: string;
  full: string;
}

export interface Tick {
  kind: "tick";
  path: string;
  label: string;
  about: string;
}

export interface Folded {
  kind: "folded";
  summary: string;
  blocks: Block[];
  private: boolean;
  level: number | null;
}

export interface Drawer {
  kind: "drawer";
  blocks: Folded[];
}

export interface Group {
  kind: "group";
  label: string;
  blocks: Block[];
  hint: string;
  brief: boolean;
  side: string;
  folds: boolean;
}

export interface Spread {
  kind: "spread";
  blocks: Block[];
  by_page: boolean;
}

export interface SideBySide {
  kind: "side_by_side";
  blocks: Block[];
}

export interface Column {
  kind: "column";
  blocks: Block[];
}

export interface Slots {
  kind: "slots";
  blocks: Block[];
}

export interface Facing {
  kind: "facing";
  blocks: Block[];
}

export interface Chips {
  kind: "chips";
  blocks: Tick[];
}

export interface Row {
  kind: "row";
  blocks: Block[];
}

export interface Box {
  name: string;
  label: string;
  options: Option[];
  known: string;
}

export interface Download {
  kind: "download";
  label: string;
  request: { [name: string]: string | number | boolean | Json[] | null };
  ticks: Box[];
  choices: Box[];
  seal: string;
  about_seal: string;
  chosen: boolean[] | null;
}

export interface DayBox {
  name: string;
  label: string;
  day: string;
}

export interface HandIn {
  kind: "hand_in";
  label: string;
  request: { [name: string]: string | number | boolean | Json[] | null };
  boxes: Box[];
  ticks: Box[];
  choices: Box[];
  twice: boolean;
  day: DayBox | null;
  about_code: string;
  query: { [name: string]: string } | null;
  name: string;
  to: string;
  meanwhile: string;
  done: string;
}

export interface AboutEach {
  kind: "about_each";
  worksheet: string;
  list: string;
  name: string;
  asked: Block[];
  add: string;
  most: number;
  full: string;
  in_rows: boolean;
  more: Block[];
}

export interface Beginning {
  kind: "beginning";
  worksheet: string;
  item: string;
  list: string;
  dated: string;
  blocks: Block[];
}

export interface Circles {
  kind: "circles";
  worksheet: string;
  list: string;
  name: string;
  longest: number;
  fewest: number;
  most: number;
  invitation: string;
  begin: string;
  next: WindowsWorkbook;
  query: { [name: string]: string };
  go_on: string;
  begun: { [name: string]: { [name: string]: string } };
}

export interface Ideas {
  kind: "ideas";
  worksheet: string;
  list: string;
  phrases: string[];
  most: number;
  full: string;
}

export interface Items {
  kind: "items";
  worksheet: string;
  list: string;
  name: string;
  longest: number;
  most: number;
  full: string;
  invitation: string;
  weight: Field | null;
  fields: Field[];
  asked: Words[];
  others: Option[];
}

export interface Choice {
  kind: "choice";
  path: string;
  label: string;
  options: Option[];
  unanswered: string | null;
  books: string[][];
  told_apart: string;
  along: ({ [name: string]: string | number | boolean | Json[] | null })[];
}

export interface Day {
  kind: "day";
  path: string;
  label: string;
  hint: string;
  suggestions: DayAhead[];
  past: string;
  usually_today: boolean;
}

export interface Pick {
  kind: "pick";
  path: string;
  label: string;
  options: Option[];
  unanswered: string;
}

export interface Questions {
  kind: "questions";
  sets: { [name: string]: string }[];
  box: Words;
}

export interface Scale {
  kind: "scale";
  path: string;
  label: string;
  question: string;
  lowest: string;
  highest: string;
  questions: { [name: string]: string };
  follow_ups: { [name: string]: string[] };
  others: string;
  settled: { [name: string]: string };
  carried: { [name: string]: string };
  words: Option[];
  last: number | null;
  last_told: string;
  ends: Words[];
  box: Words;
}

export interface Words {
  kind: "words";
  path: string;
  label: string;
  longest: number;
  lines: number;
  hint: string;
  if_written: boolean;
  title: boolean;
  large: boolean;
  carried: { [name: string]: string };
}

export interface Field {
  path: string;
  full_name: string;
  options: Option[];
  unanswered: string;
}

export interface Take {
  kind: "take";
  label: string;
  words: string;
  worksheet: string;
  item: string;
  list: string;
  field: string;
  then: string;
  most: number;
  full: string;
  taken: string;
}

export interface Journal {
  kind: "journal";
  worksheet: string;
  list: string;
  name: string;
  without_day: string;
  invitation: string;
  longest: number;
  day: Day;
  bring: Tick;
  offer: string;
  other_prompts: string;
  prompts: string[];
  show_all: string;
  show_earlier: string;
  most: number;
  full: string;
}

export interface Heading {
  kind: "heading";
  text: string;
  level: number;
}

export interface Note {
  kind: "note";
  text: string;
  small: boolean;
}

export interface Link {
  kind: "link";
  before: string;
  text: string;
  query: { [name: string]: string };
}

export interface Links {
  kind: "links";
  lines: LinkLine[];
}

export interface LinkLine {
  text: string;
  query: { [name: string]: string };
  about: string;
}

export interface Quote {
  kind: "quote";
  before: string;
  texts: string[];
}

export interface Moments {
  kind: "moments";
  moments: Moment[];
}

export interface Moment {
  name: string;
  query: { [name: string]: string };
  numbers: string;
  quotes: Quote[];
  mark: string;
}

export interface Points {
  kind: "points";
  label: string;
  lines: string[];
}

export interface Table {
  kind: "table";
  caption: string;
  head: string[];
  rows: string[][];
}

export interface Pictures {
  kind: "pictures";
  label: string;
  pictures: Picture[];
}

export interface Picture {
  source: string;
  description: string;
}

export interface Contacts {
  kind: "contacts";
  lines: Contact[];
}

export interface Contact {
  name: InLanguage;
  number: string;
  note: InLanguage;
}

export interface InLanguage {
  text: string;
  lang: string;
}

export interface Together {
  kind: "together";
  title: string;
  name: string;
  hint: string;
  numbers: Option[];
  words: Option[];
  twin: string;
  table: Table;
  unanswered: string;
}

export interface DayAhead {
  days: number;
  label: string;
}

export interface Place {
  page: string;
  visit: string;
  at: string;
  language: string;
}

export interface WindowsWorkbook {
  id: string;
  author: string;
  token: string;
  restored: string;
  revision: number;
}

export interface Can {
  undo: string[];
  redo: string[];
}

export interface Head {
  id: string;
  value: string | number | boolean | Json[] | null;
  revision: number;
  mine: boolean;
}

export interface Changes {
  revision: number;
  heads: { [name: string]: Head[] };
  can: Can[];
  refused: { [name: string]: string };
}

export interface PageLink {
  label: string;
  query: { [name: string]: string };
  name: string | null;
  current: boolean;
}

export interface StepLink {
  label: string;
  query: { [name: string]: string };
  name: string;
  current: boolean;
  worksheets: string[];
}

export interface Lock {
  label: string;
  soon: string;
  unheard: string;
  idle: number;
  token: string | null;
}

export interface Languages {
  label: string;
  options: Option[];
  cookie: string;
}

export interface Frame {
  language: string;
  direction: string;
  languages: Languages;
  large: boolean;
  home: PageLink;
  help: PageLink;
  steps: StepLink[];
  stance: PageLink | null;
  other: PageLink[];
  workbook: WindowsWorkbook | null;
  lock: Lock | null;
  out: boolean;
  phrases: Phrases;
}

export interface Sheet {
  place: Place;
  drawing: string;
  blocks: Block[] | null;
  workbook: WindowsWorkbook | null;
  undo: string[];
  undone_at: { [name: string]: string } | null;
  can: Can | null;
}

export interface ListedRating {
  label: string;
  number: number;
  shown: string;
  said: string;
}

export interface ListedWorkbook {
  id: string;
  change: string;
  about: string[];
  ratings: ListedRating[];
  keeping: string;
  held: boolean;
  example: boolean;
  query: { [name: string]: string };
  journal: { [name: string]: string } | null;
  rename: { [name: string]: string };
}

export interface Opening {
  token: string;
  query: { [name: string]: string };
  largest: number;
  phrases: OpeningPhrases;
}

export interface Home {
  place: Place;
  phrases: HomePhrases;
  cookie: string;
  workbooks: ListedWorkbook[];
  shelf: string;
  searched: string;
  opening: Opening;
  next: WindowsWorkbook;
  begin: { [name: string]: string };
  topics: { [name: string]: string };
  longest: number;
  hidden: boolean;
  hiding: Option[];
  searchable: boolean;
  more: boolean;
  empty: string;
  undo: boolean;
  message: string;
  other_shelves: Option[];
}

export interface WayIn {
  heading: string;
  label: string;
}

export interface SignIn {
  place: Place;
  way_in: WayIn;
  notes: string[];
  kept: string;
  query: { [name: string]: string };
  back: WayIn;
}
