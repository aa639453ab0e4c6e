"""A portfolio's files as rows of text: every form of file is read here, and no rule is applied."""
