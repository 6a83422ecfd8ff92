"""The page on which an administrator says who may come in: accounts, and not a word of what anybody wrote."""

from __future__ import annotations

from typing import Final

from components import blocks, browser, days, navigation, routes
from components.blocks import Block
from components.installation import store
from components.who import account, actor, granting
from worksheets.clock import between, now
from worksheets.language import _, marked
from worksheets.storage import Account, Role
from worksheets.storage.daily import DAY

PAGE: Final = "accounts"
LATE: Final = 2 * DAY

_ASKED: Final = {
    Role.CLINICIAN: marked("Set as clinician"),
    Role.ADMINISTRATOR: marked("Set as administrator"),
    Role.CLOSED: marked("Close account"),
}


def are_mine_to_manage() -> bool:
    """Return whether the person here is an administrator."""
    mine = account()
    return mine is not None and mine.role is Role.ADMINISTRATOR


def draw() -> None:
    """Draw the page; raises NotGranted for everybody but an administrator."""
    me = actor()
    token = granting(me)
    about = _(
        "Anyone who signs in for the first time waits here. Everyone sees only their own worksheets; you see "
        "names, and nothing of what they write. Changing someone’s role signs them out. A closed account that has no "
        "worksheets can be deleted."
    )
    accounts = [_of(each, each.id == me.author, token) for each in store().accounts.listed(me)]
    top = [blocks.Heading(_("Accounts")), *map(blocks.Note, [about, *_last_backup()])]
    browser.show_blocks("accounts", [*top, *accounts])


def link() -> list[Block]:
    """Return the way to the accounts for the home page, for an administrator."""
    if not are_mine_to_manage():
        return []
    waiting = sum(each.role is Role.WAITING for each in store().accounts.listed(actor()))
    says = (
        _("Waiting to be let in: {count}.").format(count=waiting) if waiting else _("Nobody is waiting to be let in.")
    )
    return [blocks.Link(says, _("Accounts"), navigation.address(PAGE))]


def _last_backup() -> list[str]:
    made = store().backups.made_at()
    if made is None:
        return [_("There is no backup yet. The server makes one every day.")]
    last = _("Last backup: {time}.").format(time=days.time_in_words(days.moment(made)))
    late = _("The next one is overdue: ask whoever runs the server to check its log.")
    return [last, late] if abs(between(made, now())) > LATE else [last]


def _of(account: Account, is_mine: bool, token: str) -> Block:
    mine = [_("This is your account.")] if is_mine else []
    # For translators: the address of a sign-in service, and what it calls the person whose account this is.
    known = _("Known to {issuer} as {subject}").format(issuer=account.issuer, subject=account.subject)
    buttons = [
        blocks.HandIn(
            _(label),
            {"account": account.id, "role": other.value, "token": token},
            name=account.name,
            to=routes.ACCOUNT,
        )
        for other, label in _ASKED.items()
        if other is not account.role
    ]
    if account.role is Role.CLOSED:
        request = {"account": account.id, "do": "delete", "token": token}
        buttons.append(blocks.HandIn(_("Delete the account"), request, name=account.name, to=routes.ACCOUNT))
    about = map(blocks.Note, [*mine, account.role.label, known])
    return blocks.Group(account.name, [*about, blocks.Row(buttons)], brief=True)
