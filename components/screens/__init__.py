"""The pages beside the worksheets, one module each."""
