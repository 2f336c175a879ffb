/** Every English text of the page. */

export const words = {
  product: "sayso",
  motto: "On whose say-so?",
  views: {
    desk: "Desk", reader: "Reader", findings: "Findings", actors: "Actors", pair: "Two actors", network: "Network",
    timeline: "Timeline", map: "Map", contradictions: "Contradictions", hypotheses: "Hypotheses", review: "Review",
  } as Record<string, string>,
  skip: "Skip to the view",
  masked: "People without a public role are masked.",
  unmasked: "Names of people without a public role are shown. Mind who sees this screen.",
  filter: {
    label: "Filter",
    words: "Words or a name",
    actor: "Actor", predicate: "Predicate", grade: "Grade", source: "Source", stance: "Stance",
    since: "Since", until: "Until", asOf: "Known by", any: "any",
    date: "2024, 2024-03 or 2024-03-12",
    clear: "Clear",
  },
  files: "This view as",
  grades: {
    "alleged-and-denied": "Alleged, and denied by those it is said of.",
    contested: "Independent voices contradict each other.",
    denied: "Nobody counted asserts it; it is denied.",
    corroborated: "Two independent voices that are no party, or one and a party against its own interest.",
    "both-sides": "Opposing parties say the same, one of them against its own interest.",
    "single-source": "One voice that is no party.",
    "party-only": "Only parties to the conflict say so.",
    unsourced: "A report says so and names nobody.",
    "listed-only": "Only called possible, reported or expected: shown, not counted.",
  } as Record<string, string>,
  classes: {
    N: "no party", P: "party", "P!": "party against its own interest", X: "not named", U: "no source",
  } as Record<string, string>,
  sides: { for: "For", against: "Against", listed: "Listed, not counted" } as Record<string, string>,
  certainty: {
    "CT+": "certain", "PR+": "probable", "PS+": "possible", "CT-": "certainly not", "PR-": "probably not",
    "PS-": "possibly not", Uu: "not committed",
  } as Record<string, string>,
  ownVoice: "the report itself",
  loading: (done: number) => `Asking the case … ${done}`,
  failed: "This could not be answered.",
  retry: "Ask again",
  notFoundView: "There is no such view.",
  more: (left: number) => `Show ${Math.min(left, 50)} more of ${left.toLocaleString("en")}`,
  desk: {
    lede: (claims: number, voices: number, reports: number, findings: number) =>
      [n(claims), plural(claims, "claim", "claims"), `by ${n(voices)} ${plural(voices, "voice", "voices")}`,
        `in ${n(reports)} ${plural(reports, "report", "reports")}`, plural(claims, "comes to", "come to"),
        n(findings), plural(findings, "finding", "findings")].join(" "),
    contested: "Most contested",
    contestedNone: "Nothing here is both asserted and denied. A denial counts only where it names what it denies.",
    fragile: "Hangs by one voice",
    fragileNone: "No grade here would change if one voice fell silent.",
    latest: "New in the case",
    latestNone: "The filter leaves no report.",
    troubles: "Not read",
    troublesNone: "Everything was read. A passage that could not be would stand here with its place and reason.",
    grades: "Grades of the findings",
    said: "Who says what",
    saidNone: "No claim passes this filter. Take a condition away, or look for fewer words.",
    names: "Names", passages: "In the text of reports",
    found: (count: number) => `${n(count)} found`,
    narrow: "Narrow to",
    empty: "Nothing has been read into this case yet. `sayso read FOLDER --into CASE` reads a folder of reports.",
  },
  reader: {
    choose: "Choose a report",
    claims: "What it says",
    none: "Nothing is claimed in this report that the reader knows. What it could not read is listed below.",
    why: "Why was this read?",
    rule: "Rule", word: "Word", kind: "Kind", relation: "Relation", head: "Depends on", fired: "made the rule fire",
    countsFor: "Counts for",
    notRead: "Not read in this report",
    legend: "How claims are marked",
    affirmed: "affirmed", denied: "denied", hedged: "alleged, hedged or predicted", other: "somebody else’s words",
    open: "Open the original",
    chain: "Who told whom", when: "When", number: "Number", where: "Where", published: "Published", by: "By",
    noDate: "no date", trouble: "Doubtful",
    inText: "Show in the report",
    of: (document: string) => `Text of ${document}`,
  },
  finding: {
    choose: "Findings",
    none: "No finding passes this filter.",
    pick: "Choose a finding on the left: it opens into its voices, and each voice into its words.",
    voices: "Whose word it rests on",
    counted: (count: number) => `counted once for ${n(count)} ${plural(count, "report", "reports")}`,
    roots: "Voices and what was taken for one",
    independent: "taken as independent of the others",
    slots: "Who, where, when, how many: graded apart",
    figures: "The figures given",
    when: "Who said it when",
    whenNone: "No report that says so gives a date of publication.",
    nobody: "Nobody.",
    undecided: "Not decided",
    fragility: (count: number) =>
      count === 1 ? "One voice less would change this grade." : `It takes ${n(count)} voices to change this grade.`,
    since: "Since",
  },
} as const;

export function n(count: number): string {
  return count.toLocaleString("en");
}

export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
