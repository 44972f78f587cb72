#!/usr/bin/python3
"""Open forms with LibreOffice and save them, as they are and filled in.

    medelbot init && medelbot forms --out forms
    ./fill.py answers.json empty filled forms/*Testbäddar*2021.*

The field in each row of a form's table gets the answer that answers.json has
for the row's label. A DOCX is saved as DOCX and DOC, an ODT as ODT and PDF.
Needs LibreOffice and python3-uno.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FORMATS = {
    ".docx": {"docx": "MS Word 2007 XML", "doc": "MS Word 97"},
    ".odt": {"odt": "writer8", "pdf": "writer_pdf_Export"},
}
PIPE = "medelbot-forms"


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect():
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice does not answer")


def answer(cell, text):
    """Write into the field of a cell: into an input field, or over a placeholder."""
    for paragraph in cell:
        for portion in paragraph:
            if portion.TextPortionType == "ContentControl":
                control = portion.ContentControl
                control.ShowingPlaceHolder = False
                control.setString(text)
                return
            if portion.TextPortionType != "TextField":
                continue
            field = portion.TextField
            if field.supportsService("com.sun.star.text.textfield.Input"):
                field.Content = text
            else:
                cell.insertString(field.Anchor, text, True)
            return
    sys.exit(f"no field for {text!r}")


def save(document, path, folder):
    name = path.stem.split()[0].lower()
    for ending, writer in FORMATS[path.suffix].items():
        out = (folder / f"{name}.{ending}").resolve()
        document.storeToURL(out.as_uri(), (prop("FilterName", writer),))


def main(answers, empty, filled, *sources):
    answers = json.loads(pathlib.Path(answers).read_text(encoding="utf-8"))
    empty, filled = pathlib.Path(empty), pathlib.Path(filled)
    empty.mkdir(exist_ok=True)
    filled.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
                                   f"--accept=pipe,name={PIPE};urp;"])
        desktop = connect()
        for path in map(pathlib.Path, sources):
            document = desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))
            save(document, path, empty)
            table = document.TextTables.getByIndex(0)
            for row in range(1, table.Rows.Count):
                label = table.getCellByPosition(0, row).String.split(" (")[0]
                if label in answers:
                    answer(table.getCellByPosition(1, row), answers[label])
            document.TextFields.refresh()
            save(document, path, filled)
            document.close(True)
        desktop.terminate()
        office.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
