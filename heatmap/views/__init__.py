"""Views of the pages: everything that an address holds, read, checked and written."""
