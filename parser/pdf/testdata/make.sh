#!/bin/sh
# Makes the PDF files of this directory from make.py's sources. Needs
# LibreOffice, Chromium, Ghostscript, qpdf, poppler and python3-cairo; run it in this
# directory. The files are kept in the repository, so tests need none of these.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
/usr/bin/python3 make.py "$work"
lo() { soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$1" >/dev/null 2>&1; }
for name in form letter columns fillable; do
	lo "$work/$name.fodt"
	cp "$work/$name.pdf" "libreoffice-$name.pdf"
done
for name in form plain; do
	chromium --headless --no-sandbox --disable-gpu "--user-data-dir=$work/chromium" --print-to-pdf="chrome-$name.pdf" "file://$work/$name.html" >/dev/null 2>&1
done
gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=ghostscript-form.pdf libreoffice-form.pdf
gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite -sOutputFile=ghostscript-letter.pdf "$work/letter.ps"
cp "$work/cairo.pdf" cairo-form.pdf
cp "$work/scan.pdf" cairo-scan.pdf
qpdf --encrypt "" secret 256 --modify=none -- libreoffice-form.pdf owner-aes256.pdf
qpdf --encrypt "" secret 128 --use-aes=y --modify=none -- cairo-form.pdf owner-aes128.pdf
qpdf --allow-weak-crypto --encrypt "" secret 128 --use-aes=n --modify=none -- cairo-form.pdf owner-rc4.pdf
qpdf --encrypt secret secret 256 -- cairo-form.pdf user-aes256.pdf
qpdf --object-streams=generate --linearize cairo-form.pdf linearized.pdf
qpdf cairo-form.pdf --add-attachment "$work/budget.txt" --filename=budget-åäö.txt -- embedded.pdf
for name in libreoffice-form libreoffice-letter libreoffice-columns chrome-plain; do
	pdftotext -layout "$name.pdf" "$name.txt"
done
