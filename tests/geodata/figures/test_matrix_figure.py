"""Who acts against whom on paper: the counts of the page."""


def test_the_matrix_counts_what_is_worked_out_by_hand(wanted, said):
    """JNIM: the army five times (6 April 2022, Tarkint, Segou, Koulikoro, the RN18), Wagner four, the militias and the UN once."""
    texts = said(wanted(), kind="matrix")
    assert [texts[f"acting-{row}"][0] for row in range(4)] == [
        "JNIM", "Malian army", "Wagner Group", "Tuareg separatist rebels",
    ]  # fmt: skip
    assert sorted(map(int, texts["count"])) == [1, 1, 1, 1, 1, 1, 1, 4, 5]
    assert "11 of the incidents shown have both" in " ".join(texts["counts-0"])
