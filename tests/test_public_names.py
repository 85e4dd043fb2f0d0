"""What `import harassclf` gives, and what it costs."""

import subprocess
import sys

import pytest

import harassclf

HEAVY = ("sklearn", "pandas", "nltk", "numpy", "scipy", "numba", "rich")
MAX_NAMES = 15


def loaded_after(code, *modules):
    """Return which of `modules` a fresh process has loaded after `code`."""
    report = (
        f"import sys\n{code}\n"
        f"print(*[m for m in {modules!r} if m in sys.modules], file=sys.stderr)"
    )
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", report],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert found.returncode == 0, found.stderr
    # The last line is the answer; what stands above it is the command's own.
    return found.stderr.split("\n")[-2].split()


def test_all_is_sorted_and_complete():
    assert harassclf.__all__ == sorted(harassclf._HOME)
    assert len(harassclf.__all__) <= MAX_NAMES


def test_every_public_name_resolves():
    for name in harassclf.__all__:
        home = getattr(harassclf, name).__module__
        assert home == harassclf._HOME[name]


def test_dir_names_what_there_is():
    assert dir(harassclf) == sorted([*harassclf.__all__, "__version__"])


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="'harassclf' has no attribute 'scores'"):
        harassclf.scores  # noqa: B018


def test_the_base_error_is_public():
    assert issubclass(harassclf.HarassclfError, Exception)
    with pytest.raises(harassclf.HarassclfError, match="nowhere: cannot be read"):
        harassclf.read_export("nowhere")


def test_import_loads_nothing_heavy():
    assert loaded_after("import harassclf", *HEAVY, "click") == []


def test_reading_an_error_class_loads_nothing_heavy():
    assert loaded_after("from harassclf import HarassclfError", *HEAVY) == []


@pytest.mark.parametrize(
    "arguments", [[], ["--help"], ["--version"], ["score", "--help"], ["sing"]]
)
def test_help_and_usage_load_nothing_heavy(arguments):
    code = f"from harassclf.cli import main; main({arguments!r})"
    assert loaded_after(code, *HEAVY[:-1]) == []


def test_predicting_loads_no_scikit_learn():
    code = "import harassclf; harassclf.load_model().predict_proba(['see you', '👍'])"
    assert loaded_after(code, "sklearn", "nltk") == []


def test_scoring_an_export_loads_no_scikit_learn(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("text\nsee you at six\n")
    code = f"from harassclf.cli import main; assert not main(['score', {str(path)!r}])"
    assert loaded_after(code, "sklearn", "nltk") == []
