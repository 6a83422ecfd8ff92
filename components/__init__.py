"""Everything that needs a browser."""

import gc

# Streamlit and its libraries, which are loaded by now, are never garbage: to look through them takes 50 ms each time.
gc.freeze()
