"""Reading powers of attorney: Exhibit 24 text in, instruments with the words they rest on out."""
