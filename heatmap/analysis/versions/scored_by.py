"""What checked files are scored by: their own scoring.toml, or the program's."""

from heatmap.ingest.checked import Checked
from heatmap.scoring.parameters import Parameters, default_text, parse


def scored_by(checked: Checked) -> tuple[str, Parameters]:
    """The scoring parameters of checked files, as text and as parsed.

    Raises:
        HeatmapError: their scoring.toml says something that cannot score.
    """
    if checked.parameters is None or checked.parameters_file is None:
        text = default_text()
        return text, parse(text)
    return checked.parameters, parse(checked.parameters, checked.parameters_file)
