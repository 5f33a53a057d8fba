"""Made-up extracts with known truth: generated where a quarter says so, once, and swapped in whole.

The recipe stands beside the files. A folder without one holds somebody's own extract and is never touched.
"""

from datetime import date

from fairclaim.data.synthetic.recipes import Recipe, demo_recipe, world_recipe
from fairclaim.data.synthetic.swapping import put
from fairclaim.params.spec import RunSpec


def ensure(spec: RunSpec) -> bool:
    """Generate the quarter's extract if its file asks for a synthetic one and the folder lacks it or is out of date.

    Parameters
    ----------
    spec : RunSpec
        `quarter_file.synthetic` gives the recipe; the folder is `quarter_file.extract` below `root`. If the quarter
        revises an earlier extract of a made-up service, that one is generated too, as it stood on its own day.

    Returns
    -------
    bool
        Whether anything was written.

    Raises
    ------
    DataRefused
        If a folder holds files that were not made here.

    Notes
    -----
    The same recipe gives the same bytes. The files are written in a folder beside the target and renamed, so that
    another process sees all of them or none.
    """
    synthetic, quarter_file = spec.quarter_file.synthetic, spec.quarter_file
    if synthetic is None or spec.source.folder is not None:
        return False
    wanted = [(quarter_file.extract, quarter_file.as_at)]
    if synthetic.world is not None and quarter_file.revises is not None:
        wanted.append((quarter_file.revises.extract, quarter_file.revises.as_at))
    written = [put(_recipe(spec, as_at), spec.root / extract, extract) for extract, as_at in wanted]
    return any(written)


def _recipe(spec: RunSpec, as_at: date) -> Recipe:
    synthetic = spec.quarter_file.synthetic
    assert synthetic is not None
    if synthetic.world is None:
        return demo_recipe(synthetic.seed, synthetic.truth, spec.quarter, as_at)
    assert synthetic.size is not None
    return world_recipe(synthetic.world, synthetic.seed, synthetic.size, spec.quarter, as_at)
