"""The few line icons of the frame, drawn on a 24 grid with one stroke.

Stages are marked by a character, never by an icon; an icon stands only where a tool has no name beside it
or needs a quiet sign. Decorative always: the word beside it carries the meaning.
"""

PATHS = {
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4",
    "camera": "M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 16.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "chevron-left": "M14.5 6l-6 6 6 6",
    "chevron-right": "M9.5 6l6 6-6 6",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
    "close": "M6 6l12 12M18 6L6 18",
    "desk": "M6 4h12a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"
    "M6 14h12a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-2a2 2 0 0 1 2-2z",
    "download": "M12 4v11M7.5 10.5L12 15l4.5-4.5M5 20h14",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "gear": "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z"
    "M12 2.8l1.4 2.7 3-.6 1.1 2.9 2.8 1.2-.6 3 2 2.3-2.4 1.9"
    ".1 3-3 .7-1.6 2.6-2.8-1.2-2.8 1.2-1.6-2.6-3-.7.1-3-2.4-1.9 2-2.3-.6-3 2.8-1.2 1.1-2.9 3 .6z",
    "inbox": "M6 8V3h8l4 4v14H6v-4M14 3v4h4M2.5 12.5H12M9 9.5l3 3-3 3",
    "keyboard": "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8",
    "link": "M9.5 14.5l5-5M11 7l1.5-1.5a4.2 4.2 0 0 1 6 6L17 13M13 17l-1.5 1.5a4.2 4.2 0 0 1-6-6L7 11",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 15v2",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "more": "M6 12h.01M12 12h.01M18 12h.01",
    "offline": "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M13 9.6a10 10 0 0 1 6 2.9M8.5 16a5 5 0 0 1 6-.8M12 19.5h.01",
    "plus": "M12 5v14M5 12h14",
    "printer": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "report": "M4 21V10h4v11M10 21V4h4v17M16 21v-7h4v7M3 21h18",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
    "switch": "M8 9l4-4 4 4M8 15l4 4 4-4",
}
"""Path data by name."""
