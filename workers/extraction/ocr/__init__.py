"""Scanned pages to lines of text: a picture is drawn, text is found in it and recognised, and lines get their places.

Needs the optional packages of the extra `ocr`; only `presence.py` and `placing.py` may be imported without them.
"""
