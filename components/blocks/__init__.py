"""The blocks that a page is put together from: what to ask and where the answer goes; the browser draws them."""

from components.blocks.block import *
from components.blocks.buttons import *
from components.blocks.cards import *
from components.blocks.groups import *
from components.blocks.handing_in import *
from components.blocks.inside import *
from components.blocks.lists import *
from components.blocks.reading import *
from components.blocks.writing import *
