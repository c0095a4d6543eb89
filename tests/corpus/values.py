"""Values that a keyboard, a clipboard or a file may hand over, odd or hostile."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from facilitator_app.domain.values import Month

LENGTHS = ("", " ", "\u00a0", "x", "x" * 255, "x" * 256, "x" * 2_000, "x" * 2_001, "mot " * 50_000)
SIGNS = (
    "\0", "a\0b", "a\x07b\x1bc", "a\x85b\x9fc", "\ud800", "a\udfffb", "\ud83d\ude00", "\ufeffx", "a\u00a0b",
    "a\u200bb",
    "\u202egnihsif\u202c", "\u2066x\u2069\u2067y\u2068", "e" + "\u0301" * 500, "José", "Jose\u0301", "ﬁ ﬂ ﬃ", "İIıi",
    "Strauß", "Œuvrard", "Nguyễn Thị Hồng", "Łukasz Żółć", "Аnnа", "مريم", "שלום", "李明", "👩‍👧‍👦 Zoé 🇫🇷",
    "\ufffe\uffff\U0010ffff", "ligne\nligne\r\nligne\u2028ligne\u2029ligne", "\t", "a\tb", "\x7f", "\u00ad",
    "a\x0bb\x0cc",
    "’«»\u202f", "ǆ ŉ ẞ", "\U000e0041",
)  # fmt: skip
FORMULAS = (
    "=1+1", "=HYPERLINK(\"http://localhost\")", "+33 6 12 34 56 78", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1",
    "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", "=DDE(\"x\";\"y\")", "'=1", "a=1", "\"=1", ";=1", " =1",
)  # fmt: skip
INJECTIONS = (
    "' OR 1=1 --", "'; DROP TABLE beneficiary; --", "%", "_", "\\", "%_\\%", "AND", "OR NOT (", "\"", "*", "o'neill",
    "NEAR(a b)", "col:x", "[a-z]", "{0.__class__}", "%s %d", "${x}", "{{x}}", "$(x)", "`x`", "../../x",
    "file:///etc/hosts",
    "&amp;", "&lt;b&gt;", "&", "<", "]]>", "<!--", "-->",
)  # fmt: skip
MARKUP = (
    "<b>Dupont", "<b>Dupont</b>", "</para>", "<br/>", '<img src="/etc/hosts">', "<img src=x>",
    '<a href="javascript:x">y</a>',
    '<font color="red">x</font>', "<script>x</script>", "<para>", "<i><b>x</i></b>", "<table><tr><td>x",
    "Dupont < Durand",
    "<html>", "<!DOCTYPE html>", '<span style="font-size:99pt">x</span>', "<u>x</u>", "<hr>", "<super>2</super>",
    '<font color="[[[getattr(x)]]]">y</font>', '<img src="http://localhost/x.png"/>',
)  # fmt: skip
FILE_NAMES = (
    "../../x", "C:\\x", "\\\\srv\\x", "CON", "con.txt", "nul.txt", "COM1", "LPT9.pdf", "a:b", "fin.", "fin ", " debut",
    "x" * 300, "\u202efdp.exe", ".", "..", "~", "-rf", "a/b", "a\nb", "*?<>|", "$HOME", "%PATH%", "aux", "conin$",
    "com¹",
    "É" * 200, "\0", ".bashrc", "x.pdf.exe",
)  # fmt: skip
TEXTS = LENGTHS + SIGNS + FORMULAS + INJECTIONS + MARKUP + FILE_NAMES

TYPED_DATES = (
    "29/02/2023", "29/02/2024", "31/04/2026", "00/00/2026", "32/01/2026", "1899-12-31", "31/12/1899", "45000", "0",
    "60",
    "31/12/9999", "01/01/00", "1/1/26", "29/03/2026", "25/10/2026", "aujourd’hui", "12/13/2026", "2026-02-30",
    "٣/٤/٢٠٢٦",
)  # fmt: skip
TYPED_NUMBERS = (
    "-0", "NaN", "inf", "-Infinity", "1e308", "1e999", "2147483648", "9007199254740993", "9223372036854775808",
    "1 234,56", "1.234,56", "1,234.56", "1\u202f234,56", "35h30", "35:30", "35 h 30", "744", "744,01", "745", "-1",
    "-0,01",
    "1_000", "٣٥", "１２", "0x10", "½", "1e3", "12,345", "9" * 5_000, "+12", "12-", "1,2,3", "=12", "12 €", "151,67 h",
)  # fmt: skip

DATES = (
    dt.date.min, dt.date.max, dt.date(1899, 12, 31), dt.date(1900, 1, 1), dt.date(2100, 12, 31), dt.date(2101, 1, 1),
    dt.date(2024, 2, 29), dt.datetime(2026, 3, 29, 2, 30), dt.datetime.min, dt.datetime.max,
    dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC),
    dt.datetime.min.replace(tzinfo=dt.timezone(dt.timedelta(hours=14))),
    dt.datetime.max.replace(tzinfo=dt.timezone(dt.timedelta(hours=-12))),
)  # fmt: skip
NUMBERS = (
    0, -0, 1, -1, 2**31 - 1, 2**31, -(2**31) - 1, 2**40, 2**53 + 1, 2**63 - 1, 2**63, 10**30, True, False,
    0.0, -0.0, 12.5, 13.5, float("nan"), float("inf"), float("-inf"), 1e308,
    Decimal(0), Decimal("-0"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1e308"),
    Decimal("1e-400"),
    Decimal("0.005"), Decimal("12.345"), Decimal("-12.5"), Decimal("1e999999"), Decimal(2**63),
    Decimal("0.1") * 10**12,
)  # fmt: skip
OTHERS: tuple[object, ...] = (
    b"", b"x", b"\x00\xff", b"x" * 5_000_001, [], ["a"], (), ("a",), ("a\0",), ("\ud800",), (1,), (None,),
    ("x" * 121,),
    ("a",) * 61, ("a", "b"), {}, {"a": 1}, {"a"}, object(), Month(1, 1), Month(1899, 12), Month(1900, 1), Month(2100,
    12),
    Month(9999, 12), dt.time(1, 2), dt.timedelta(days=1), 1j, Exception, print, "2026-03-12", "woman", "yes", "cdd",
)  # fmt: skip
EVERYTHING: tuple[object, ...] = TEXTS + TYPED_DATES + TYPED_NUMBERS + DATES + NUMBERS + OTHERS
