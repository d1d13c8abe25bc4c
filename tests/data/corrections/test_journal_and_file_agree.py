"""Journal and file agree: the journal read backwards gives the file of each moment, whatever was done, and where."""

from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from data.corrections import history
from data.corrections.file_versions import Grid, as_it_was, back, differences, forth
from data.corrections.save import Cell, Correction, save
from data.errors import BadFile
from data.reading.editable_files import journal_of
from tests.data.corrections.records import cell, grid, rules, saves, write

TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=8).map(str.strip)
ROW = st.integers(1, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), ROW, st.sampled_from(("text", "source", "title")), TEXT),
        st.tuples(st.just("add"), TEXT),
        st.tuples(st.just("withdraw"), ROW, TEXT),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("outside"), ROW, st.sampled_from(("insert", "delete", "change", "column")), TEXT),
    ),
    min_size=1,
    max_size=6,
)
WORDS = st.sampled_from(("a", "b", "c", ""))
GRIDS = st.lists(st.lists(WORDS, min_size=2, max_size=2), max_size=6)


def take(path, step):
    """One step; what the program refuses changes nothing."""
    how = rules(path)
    match step:
        case ("edit", row, column, text):
            save(path, Correction("one", "", [Cell(row, column, cell(path, row, column), text)]), how)
        case ("add", text):
            save(path, Correction("two", "", added=[{"date": "2022-02", "title": f"New {text}"}]), how)
        case ("withdraw", row, text):
            before = cell(path, row, "withdrawn") if "withdrawn" in grid(path)[0] else ""
            reason = [Cell(row, "withdrawn", before, f"no: {text}")]
            save(path, Correction("three", text, reason, columns=["withdrawn"]), how)
        case ("undo",):
            history.undo(path, how, "four")
        case ("redo",):
            history.redo(path, how, "four")
        case ("outside", row, what, text):
            outside(path, row, what, text.replace('"', "").replace(",", ""))
            history.notice(path, {})


def outside(path, row, what, text):
    lines = path.read_text("utf-8").splitlines(keepends=True)
    commas = lines[0].count(",")
    if what == "insert":
        lines.insert(row, f"x,2022-03,{text or 'y'}{',' * (commas - 2)}\n")
    elif what == "delete" and len(lines) > 7:
        del lines[row]
    elif what == "change":
        lines[row] = f"z,2022-04,{text or 'w'}{',' * (commas - 2)}\n"
    elif what == "column":
        lines = [line.rstrip("\r\n") + (f",c{commas}\n" if not place else ",\n") for place, line in enumerate(lines)]
    path.write_text("".join(lines), "utf-8", newline="")


@hypothesis_settings(max_examples=6, deadline=None)
@given(STEPS)
def test_the_journal_read_backwards_gives_the_file_of_each_moment(tmp_path_factory, steps):
    path = write(tmp_path_factory.mktemp("prefixes"))
    states = {0: grid(path)}
    for step in [("edit", 1, "text", "first"), *steps]:
        try:
            take(path, step)
        except BadFile:
            assert step[0] in ("undo", "redo")
        states[saves(path)[-1].number if saves(path) else 0] = grid(path)
    now = Grid(*grid(path))
    for number, (headers, rows) in states.items():
        assert as_it_was(now, saves(path), number) == Grid(headers, rows)
    path.with_name("again.csv").write_bytes(path.read_bytes())
    assert history.notice(path, {}) == "", "nothing is left to be found out"


@given(GRIDS, GRIDS)
def test_what_differs_between_two_files_leads_from_one_to_the_other_and_back(before, after):
    one, other = Grid(["a", "b"], before), Grid(["a", "b"], after)
    entries = differences(one, other)
    assert entries is not None
    there, again = one.copy(), other.copy()
    forth(there, entries)
    back(again, entries)
    assert (there, again) == (other, one)


def test_a_journal_that_was_cut_off_says_what_was_saved_and_goes_on(tmp_path):
    path = write(tmp_path)
    for number in range(2):
        save(path, Correction("one", "", [Cell(1, "text", cell(path, 1, "text"), f"t{number}")]), rules(path))
    whole = journal_of(path).read_bytes()
    journal_of(path).write_bytes(whole + b'{"save": 3, "at": "2022')
    save(path, Correction("one", "", [Cell(1, "text", "t1", "t2")]), rules(path))
    assert [one.entries[0].after for one in saves(path)] == ["t0", "t1", "t2"]
    assert journal_of(path).read_bytes().startswith(whole)
