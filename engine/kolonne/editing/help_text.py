"""What the last sheet of a workbook explains."""

#: What it is called.
HELP_SHEET = {"nb": "Hjelp", "en": "help"}
#: Its lines: a word and what is said of it; the first is the title.
HELP: dict[str, tuple[tuple[str, str], ...]] = {
    "nb": (
        ("Slik er arbeidsboken", ""),
        (
            "Ett ark, én del",
            ("Hvert ark er en del av dokumentet, og hver linje er én ting i den: en kolonne, en regel, en kode."),
        ),
        (
            "Overskriftene",
            (
                "Hold pekeren over en overskrift for å se hva kolonnen er til. Kolonner finnes ved "
                "overskriften og kan flyttes. Sjeldne kolonner er skjult bak + over arket."
            ),
        ),
        ("Tomme celler", "Det som ikke er sagt. Skriv nei der det skal stå et uttrykkelig nei."),
        (
            "(fjernes)",
            ("Tar bort noe som står i dokumentet som dette bygger på. En hel linje tas bort med ja under Fjernes."),
        ),
        (
            "Rekkefølge",
            (
                "Linjene gjelder i den rekkefølgen de står. Flytt, slett og sett inn linjer som du vil; "
                "tomme linjer gjør ingenting."
            ),
        ),
        (
            "Ting som endrer seg",
            ("Samme navn på flere linjer, hver med sine datoer: Fra og med er med, Til er ikke med."),
        ),
        ("Lister", "Komma mellom, eller Alt+Enter mellom. Navn med verdi: navn: verdi, én på hver linje i cellen."),
        ("Tilfeller", "betingelse → verdi, én på hver linje i cellen. -> gjør samme nytte."),
        ("Tester", 'I testposter og testlinjer står tekst som ser ut som tall, i anførselstegn: "0301".'),
        ("Annet (JSON)", "Det som ikke har noen egen kolonne. La det stå."),
        ("Egne notater", "Et ark eller en kolonne som begynner med #, blir ikke lest."),
        ("Tilbake til dokument", "kolonne document from-xlsx FIL.xlsx. Det som er galt, sies med ark og celle."),
    ),
    "en": (
        ("How the workbook works", ""),
        (
            "A sheet, a part",
            ("Each sheet is a part of the document, and each line is one thing in it: a column, a rule, a code."),
        ),
        (
            "Headers",
            (
                "Point at a header to see what the column is for. Columns are found by their headers and "
                "may be moved. Rare columns are hidden behind the + above the sheet."
            ),
        ),
        ("Empty cells", "What is not said. Write no where it is meant as a no."),
        (
            "(removed)",
            (
                "Takes away what stands in the document that this one extends. A whole line is taken away "
                "by yes under removed."
            ),
        ),
        (
            "Order",
            (
                "Lines count in the order in which they stand. Move, delete and insert them as you like; "
                "empty lines do nothing."
            ),
        ),
        ("Things that change", "The same name on several lines, each with its days: from is included, until is not."),
        ("Lists", "With commas, or Alt+Enter between. Names with values: name: value, one on each line of the cell."),
        ("Cases", "condition → value, one on each line of the cell. -> will do."),
        ("Tests", 'In given and expect, text that looks like a number stands in quotes: "0301".'),
        ("other (JSON)", "What has no column of its own. Leave it."),
        ("Your own notes", "A sheet or a column that begins with # is not read."),
        (
            "Back to a document",
            ("kolonne document from-xlsx FILE.xlsx. What is wrong is told with its sheet and cell."),
        ),
    ),
}
