"""The past decisions as tables for other programs, from the scenario files; nothing is simulated.

usage: python experiments/history_table.py

Writes in scenarios/history: codings.csv (one row a coding x issue x member), columns.csv (its code book), agreement.json
(how far two coders agree), datapackage.json (all of that for programs that read Frictionless packages), and in README.md,
between marks, the columns, the list of cases and the agreement. A few seconds.
"""

import csv
import io
import json
from pathlib import Path

from nacsim import __version__
from nacsim.history.bootstrap import number
from nacsim.history.cases import blind, read_cases
from nacsim.history.coders import CELLS, SCALES, coding_agreement, double_codings
from nacsim.narrate.citation import AUTHORS, DATA, YEAR
from nacsim.scenario.reading.read import BODIES
from nacsim.vocabulary import OUTCOMES

HOME = Path(__file__).resolve().parent.parent / "scenarios" / "history"
COLUMNS = {  # name: (type, unit or values, meaning)
    "case": ("text", "", "name of the decision; its file is BODY/CASE.toml"),
    "body": ("word", "nato, eu, other", "the folder: which body decided"),
    "date": ("date", "", "of the decision; the last day coded while it is open"),
    "tabled": ("date", "", "when the text came before the members, or was first asked for in earnest"),
    "category": ("text", "", "the kind of decision, as coded"),
    "issue": ("text", "", "name of the issue; the first of a case is the principal one"),
    "status_quo": (
        "number",
        "points 0-100",
        "where the issue stays without agreement; blank for a condition",
    ),
    "proposed": ("number", "points 0-100", "where the text as tabled puts it"),
    "lumpy": ("0 or 1", "", "taken whole or not at all, as this coder judged"),
    "member": ("text", "ISO 3166 code or name", "a member in the room"),
    "position": ("number", "points 0-100", "where it wants the issue; a distribution stands with its centre"),
    "salience": ("number", "points 0-100", "how much the issue matters to it"),
    "resolve": (
        "number",
        "points 0-100",
        "how willing it is to stand alone; the same on every issue",
    ),
    "confidence": (
        "word",
        "documented, inferred, …",
        "how well it is known; blank: the member stands on the default",
    ),
    "withheld_consent": ("0 or 1", "", "withheld consent at some stage; blank if the coder coded no end"),
    "adopted": ("0 or 1", "", "approved, amended, delayed or opt_out; blank likewise"),
    "outcome": ("word", ", ".join(OUTCOMES), "as coded by people; blank likewise"),
    "final_text": ("number", "points 0-100", "where this issue ended; blank likewise"),
    "days": ("number", "days", "from tabling to the end; blank likewise"),
    "coder": ("whole number", "1, 2, 3", "1 the first coder, 2 and 3 others"),
    "blind": ("0 or 1", "", "the case was coded without sight of the model"),
}
FIELDS = {  # type here: type and limits in a Frictionless table schema
    "text": {"type": "string"},
    "word": {"type": "string"},
    "date": {"type": "date"},
    "number": {"type": "number", "constraints": {"minimum": 0}},
    "0 or 1": {"type": "integer", "constraints": {"enum": [0, 1]}},
    "whole number": {"type": "integer", "constraints": {"minimum": 1}},
}
TITLES = {"nato": "NATO", "eu": "The European Union and its forerunners", "other": "Other bodies"}
MARKS = {
    "cases": ("<!-- cases -->", "<!-- end -->"),
    "agreement": ("<!-- agreement -->", "<!-- end agreement -->"),
    "columns": ("<!-- columns -->", "<!-- end columns -->"),
}
ANSWERS = {"lumpy": "lumpy", "loses_by_the_text": "loses by the text as tabled"}


def codings():
    """[(case, body, coder)] of every coding that ships: first codings by body, then the others."""
    first = [(case, body, 1) for body in BODIES for case in read_cases(HOME / body)[0]]
    body_of = {case.name: body for case, body, _ in first}
    return first + [(case, body_of[case.name], coder) for _, case, coder in double_codings()]


def rows(case, body, coder):
    """One dict of COLUMNS for each issue and member in the room; blank where a coder said nothing."""
    head = {"case": case.name, "body": body, "coder": coder, "blind": int(case.name in blind())} | ending(
        case
    )
    head |= {"tabled": case.scenario.document["tabled"], "category": case.scenario.category}
    for d, name in enumerate(case.issues):
        on = {"issue": name, "status_quo": plain(case.status_quo[d]), "proposed": plain(case.proposed[d])}
        on |= {
            "lumpy": int(case.lumpy[d]),
            "final_text": "" if case.observed is None else plain(case.text[d]),
        }
        for n, code in enumerate(case.room):
            yield (
                head
                | on
                | {
                    "member": code,
                    "position": plain(case.position[d, n]),
                    "salience": plain(case.salience[d, n]),
                    "resolve": plain(case.resolve[n]),
                    "confidence": case.scenario.members[code].confidence,
                    "withheld_consent": "" if case.observed is None else int(code in case.observed.blockers),
                }
            )


def ending(case):
    """What the coder saw of the end, the same for all rows of a coding; blank if it coded none."""
    seen = case.observed
    if seen is None:
        return {"date": case.scenario.date or "", "adopted": "", "outcome": "", "days": ""}
    date = seen.decided or case.scenario.date
    return {"date": date, "adopted": int(case.adopted), "outcome": seen.outcome, "days": plain(case.days)}


def plain(value):
    """A number as short as it can be written, blank if it is unknown."""
    known = number(value)
    return "" if known is None else f"{known:g}"


def table():
    """codings.csv as text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    for coding in codings():
        writer.writerows(rows(*coding))
    return out.getvalue()


def agreement():
    """What agreement.json holds."""
    return coding_agreement([(first, second) for first, second, _ in double_codings()])


def agreement_lines(found):
    """The agreement for the README: two tables and a sentence."""
    both = found["named_by_both"]
    lines = [
        f"{found['codings']} codings of {found['decisions']} decisions beside the first, {both['members']} members "
        "named by both:",
        "",
        "| | values | mean difference | error of one coding | under 15 points | correlation | ICC |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    rows = {name: both[name] for name in SCALES}
    rows |= {f"salience, {n} issue{'s' * (n != 'one')}": r for n, r in found["salience_by_issues"].items()}
    lines += [
        f"| {name} | {r['values']} | {r['mean']:.1f} | {r['sd']:.1f} | {100 * r['close']:.0f} % | {r['correlation']:.2f} "
        f"| {r['icc']:.2f} |"
        for name, r in rows.items()
    ]
    lines += [
        "",
        "| | both | first only | second only | neither | agreement | kappa |",
        "|---|--:|--:|--:|--:|--:|---|",
    ]
    for name, title in ANSWERS.items():
        r, k = found[name], found[name]["kappa"]
        counts = " | ".join(str(r[cell]) for cell in CELLS)
        lines.append(
            f"| {title} | {counts} | {100 * r['agreement']:.0f} % | {k['value']:.2f} ({k['low']:.2f} to {k['high']:.2f}) |"
        )
    seen = found["withheld_consent"]
    lines += [
        "",
        f"Of {seen['observed']} members that withheld consent, {seen['named_by_both']} are named by both coders and "
        f"{seen['loses_in_both']} lose by the text in both codings. {seen['ends_coded_twice']} ends were coded twice; "
        f"{seen['same_in_both']} name the same members.",
    ]
    return "\n".join(lines)


def listing():
    """The list of cases for the README: a table for each body."""
    coders = {}
    for first, _, _ in double_codings():
        coders[first.name] = coders.get(first.name, 1) + 1
    return "\n\n".join(_of_body(body, coders) for body in BODIES)


def _of_body(body, coders):
    cases, _ = read_cases(HOME / body)
    lines = [f"### {TITLES[body]}: {len(cases)} in `{body}/`", ""]
    lines += ["| case | what was asked | tabled | end | withheld consent | blind | codings |"]
    lines += ["|---|---|---|---|---|---|--:|"]
    for case in sorted(cases, key=lambda one: str(one.scenario.document["tabled"])):
        cells = (
            f"[{case.name}]({body}/{case.name}.toml)",
            case.scenario.title.replace("|", "/"),
            case.scenario.document["tabled"],
            case.observed.outcome,
            " ".join(case.observed.blockers) or "nobody",
            "yes" if case.name in blind() else "",
            coders.get(case.name, 1),
        )
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def code_book():
    """columns.csv as text: every column of codings.csv, its type, unit and meaning."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["file", "column", "type", "unit", "meaning"])
    writer.writerows(["codings.csv", name, *said] for name, said in COLUMNS.items())
    return out.getvalue()


def field(name):
    """A column as a field of a table schema."""
    kind, unit, meaning = COLUMNS[name]
    found = {"name": name, "description": meaning + (f" ({unit})" if unit else "")} | FIELDS[kind]
    if unit == "points 0-100":
        found["constraints"] = {"minimum": 0, "maximum": 100}
    return found


def package():
    """datapackage.json as text: what the set is, under which licence, by whom, and every column of its table."""
    years = sorted(str(ending(case)["date"])[:4] for case, _, coder in codings() if coder == 1)
    told = {
        "profile": "data-package",
        "name": "nacsim-past-decisions",
        "title": DATA,
        "version": __version__,
        "description": (
            f"{len(years)} decisions under unanimity or consensus, {years[0]} to {years[-1]}: what was tabled, what every "
            "member wanted, how much it cared, how firm it was, and what came of it. README.md is the code book, and says "
            "what may be read off the table."
        ),
        "keywords": ["NATO", "European Union", "unanimity", "consensus", "veto", "bargaining"],
        "contributors": [{"title": AUTHORS, "role": "author"}],
        "licenses": [{"name": "MIT", "title": "MIT licence", "path": "https://opensource.org/license/mit"}],
        "sources": [{"title": "named in each case's file, under sources and at each member's note"}],
        "citation": f"{AUTHORS} ({YEAR}). {DATA} (version {__version__}) [Data set].",
        "resources": [
            {
                "name": "codings",
                "path": "codings.csv",
                "profile": "tabular-data-resource",
                "description": "one row a coding, issue and member in the room",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [field(name) for name in COLUMNS],
                    "missingValues": [""],
                    "primaryKey": ["case", "coder", "issue", "member"],
                },
            },
            *(
                {"name": path.stem, "path": path.name, "description": what, "format": path.suffix[1:]}
                for path, what in (
                    (Path("agreement.json"), "how far two coders of one decision agree"),
                    (Path("blind.txt"), "cases that were coded blind to the model"),
                    (Path("lockbox.txt"), "cases that were set aside before anything was fitted"),
                )
            ),
        ],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def columns():
    """The same for the README."""
    lines = ["| column | type | unit or values | meaning |", "|---|---|---|---|"]
    lines += [
        f"| `{name}` | {kind} | {unit} | {meaning} |" for name, (kind, unit, meaning) in COLUMNS.items()
    ]
    return "\n".join(lines)


def readme():
    """README.md with its list of cases and its tables of agreement made anew."""
    text = (HOME / "README.md").read_text(encoding="utf-8")
    text = between(text, *MARKS["agreement"], agreement_lines(agreement()))
    text = between(text, *MARKS["columns"], columns())
    return between(text, *MARKS["cases"], listing())


def between(text, start, end, middle):
    """The text with what stands between two marks replaced."""
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}\n\n{middle}\n\n{end}{after}"


MADE = {
    "codings.csv": table,
    "columns.csv": code_book,
    "agreement.json": lambda: json.dumps(agreement(), indent=1) + "\n",
    "datapackage.json": package,
    "README.md": readme,
}
"""File -> what makes its text as it should be."""


def main():
    """Write what is made from the scenario files."""
    for name, text in MADE.items():
        (HOME / name).write_text(text(), encoding="utf-8")
        print(f"Wrote {HOME / name}")


if __name__ == "__main__":
    main()
