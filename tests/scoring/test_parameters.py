import pytest

from heatmap.errors import HeatmapError
from heatmap.scoring.parameters import DEFAULT, Ramp, default_text, parse
from heatmap.terms import Kind


def changed(old: str, new: str) -> str:
    """The default text with one thing changed."""
    text = default_text()
    assert old in text
    return text.replace(old, new, 1)


def test_the_default_parameters_are_the_organisations_settings() -> None:
    """Weights, hours, ramps and bands as documented."""
    assert DEFAULT.severity_weight == (0.5, 0.75, 1.0, 1.5, 2.0)
    assert DEFAULT.default_hours == (1, 3, 8, 16, 32)
    assert DEFAULT.ramps == {
        Kind.GO_LIVE: Ramp(4, 8, 2),
        Kind.SYSTEM: Ramp(3, 6, 2),
        Kind.MOVE: Ramp(2, 4, 1),
        Kind.RESTRUCTURE: Ramp(6, 12, 4),
    }
    assert [(band.letter, band.name, band.lower) for band in DEFAULT.bands] == [
        ("A", "calm", 0.0),
        ("B", "busy", 0.5),
        ("C", "near capacity", 0.8),
        ("D", "over capacity", 1.0),
        ("E", "severe", 1.25),
    ]


def test_names_and_bounds_of_bands_come_from_the_file() -> None:
    """A renamed band with another bound is taken as it is given."""
    bands = parse(changed('name = "severe"\nlower = 1.25', 'name = "too much"\nlower = 1.5')).bands
    assert (bands[-1].name, bands[-1].lower) == ("too much", 1.5)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[severity_weight]", "[severity_wait]", "'severity_wait' is no section of it"),
        ("[[bands]]", "[bands]", "scoring.toml is not valid TOML: .* at line 39, column 8"),
        ("1 = 0.5\n", "", "severity_weight lacks the key “1”"),
        ("1 = 0.5\n", "1 = 0.5\n6 = 3\n", "unknown key '6'"),
        ("1 = 0.5\n", "1 = -0.5\n", "severity_weight of severity 1 is -0.5"),
        ("1 = 0.5\n", "1 = nan\n", "severity_weight of severity 1 is nan"),
        ("1 = 0.5\n", f"1 = 1{'0' * 400}\n", "severity_weight of severity 1 is 10{79}…"),
        (
            "1 = 0.5\n",
            f"1 = 0x1{'0' * 9_000}\n",
            "severity_weight of severity 1 is a number of too many digits",
        ),
        ("1 = 0.5\n", f"1 = 1{'0' * 9_000}\n", "scoring.toml cannot be read: a number is too long"),
        ("1 = 0.5\n", "1 = true\n", "severity_weight of severity 1 is true"),
        ("5 = 32", '5 = "32"', "default_hours_per_person of severity 5 is '32'"),
        (
            "[severity_weight]\n1 = 0.5\n2 = 0.75\n3 = 1.0\n4 = 1.5\n5 = 2.0",
            "severity_weight = 1",
            "not a table",
        ),
        ("go_live = {", "golive = {", "unknown key 'golive'"),
        ('training = "even"\n', "", "lacks the key “training”"),
        ('training = "even"', "training = { before = 1, after = 1, half_life = 1 }", "the kind training is"),
        ("system = { before = 3, after = 6, half_life = 2 }", 'system = "even"', "the kind system is 'even'"),
        ("before = 4", "before = 4.5", "before of go_live is 4.5"),
        ("after = 8", "after = 100000", "after of go_live is 100000"),
        ("half_life = 4", "half_life = 0", "half_life of restructure is 0"),
        ("lower = 0\n", "lower = 0.1\n", "the first band starts at 0.1"),
        ("lower = 1.0\n", "lower = 0.8\n", "band D starts at 0.8, band C at 0.8"),
        ('letter = "B"', 'letter = "A"', "two bands have the same letter"),
        ('letter = "B"', 'letter = "BB"', "the letter of band 2 is 'BB'"),
        ('name = "busy"', 'name = ""', "the name of band 2 is ''"),
    ],
)
def test_anything_wrong_is_named(old: str, new: str, said: str) -> None:
    """The error names the key and the value."""
    with pytest.raises(HeatmapError, match=said):
        parse(changed(old, new))


def test_one_band_is_too_few() -> None:
    """Bands must tell something apart."""
    text = default_text()
    first = text.index("[[bands]]")
    second = text.index("[[bands]]", first + 1)
    with pytest.raises(HeatmapError, match="not a list of 2 to 5 bands"):
        parse(text[:second])


def test_a_missing_section_is_named_with_those_that_there_are() -> None:
    """And the file, by the name that it has."""
    with pytest.raises(HeatmapError) as refusal:
        parse(default_text().split("[[bands]]")[0], "Scoring.TOML")
    assert refusal.value.what == "Scoring.TOML: the section bands is missing."
    assert refusal.value.do.startswith(
        "Its sections are severity_weight, default_hours_per_person, kinds, bands; "
        "slippage and planning may be left out."
    )


@pytest.mark.parametrize(
    ("text", "line", "where"),
    [("x = [", 1, "line 1, where the file ends"), ("\n\nx == 1\n", 3, "line 3, column 4")],
)
def test_what_is_no_toml_is_named_with_its_line(text: str, line: int, where: str) -> None:
    """The end of the file is a line too."""
    with pytest.raises(HeatmapError) as refusal:
        parse(text)
    assert refusal.value.what == f"scoring.toml is not valid TOML: Invalid value at {where}."
    assert f"Correct line {line} " in refusal.value.do
