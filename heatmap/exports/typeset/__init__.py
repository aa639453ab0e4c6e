"""Pages and pictures typeset by one template: tagged PDF, SVG and PNG, with no browser."""
