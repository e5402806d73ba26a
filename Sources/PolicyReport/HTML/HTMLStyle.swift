/// The one style sheet of all pages.
///
/// Colours are variables, so that charts follow them: `--better` and `--worse` are a blue and an orange that people who
/// see few colours can tell apart, and no meaning rests on a colour alone.
enum HTMLStyle {
  static let sheet = """

    :root {
      color-scheme: light dark;
      --paper: #ffffff; --ink: #1c2430; --faint: #5b6675; --line: #d9dee5; --panel: #f5f7fa;
      --accent: #2f6db5; --better: #2f6db5; --worse: #c8620c; --same: #8b95a3; --on-colour: #ffffff;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14181e; --ink: #e6eaf0; --faint: #9aa6b5; --line: #333c48; --panel: #1d232c;
        --accent: #7fb2ee; --better: #6ea8ea; --worse: #f0964a; --same: #77828f; --on-colour: #10141a;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; background: var(--paper); color: var(--ink); line-height: 1.55;
      font-family: system-ui, "Segoe UI", "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
        "Noto Sans", sans-serif;
    }
    main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
    h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
    p { margin: .4rem 0; }
    .faint, figcaption, small { color: var(--faint); font-size: .875rem; }
    code { font-family: ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .9em;
      overflow-wrap: anywhere; }
    ul, ol { padding-left: 1.3rem; margin: .4rem 0; }
    li { margin: .2rem 0; }
    .figures { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .6rem; }
    .figures li { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .9rem;
      margin: 0; flex: 1 1 8rem; }
    .figures strong { display: block; font-size: 1.4rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
    .figures span { color: var(--faint); font-size: .85rem; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
    td:not(.number) { min-width: 4.5em; }
    td code { overflow-wrap: normal; }
    th { color: var(--faint); font-weight: 600; white-space: nowrap; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .better { color: var(--better); }
    .worse { color: var(--worse); }
    .failed { border-left: .3rem solid var(--worse); background: var(--panel); padding: .5rem .8rem; }
    .passed { border-left: .3rem solid var(--better); background: var(--panel); padding: .5rem .8rem; }
    .waterfall svg { max-width: 44rem; }
    .records td:nth-child(-n+2) { white-space: nowrap; }
    .records td:nth-child(3) { min-width: 9em; }
    .digest { font-size: .7rem; overflow-wrap: anywhere; }
    .checklist { list-style: none; padding-left: 0; }
    .checklist li { padding: .35rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
    input[type="checkbox"] { width: 1.1rem; height: 1.1rem; vertical-align: text-bottom; accent-color: var(--accent); }
    pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .5rem .8rem;
      white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; margin: .3rem 0; break-inside: avoid; }
    summary { cursor: pointer; color: var(--accent); }
    figure { margin: .6rem 0; }
    svg { display: block; width: 100%; height: auto; font-family: inherit; }
    svg.chart { max-width: 38rem; }
    svg text { fill: var(--ink); }
    svg .faint { fill: var(--faint); }
    footer { margin-top: 2.5rem; color: var(--faint); font-size: .85rem; }
    @media (max-width: 34rem) {
      main { padding: 1rem .8rem 2rem; }
      h1 { font-size: 1.3rem; }
      .records thead, .records td:empty { display: none; }
      .records table, .records tbody, .records tr, .records td { display: block; }
      .records tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
      .records td, .records td:nth-child(3) { border: 0; padding: .05rem 0; min-width: 0; text-align: left; }
      .records td:nth-child(-n+2):not(:empty) { display: inline-block; margin-right: .8rem; color: var(--faint); }
      .records td.number { font-weight: 600; }
      .records td.number::before { content: attr(data-title) " "; font-weight: 400; color: var(--faint); }
    }
    @page { size: A4; margin: 12mm 12mm; }
    @media print {
      :root {
        --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --panel: #ffffff;
        --accent: #2f6db5; --better: #2f6db5; --worse: #c8620c; --same: #8b95a3; --on-colour: #ffffff;
      }
      html { font-size: 8.6pt; }
      body { line-height: 1.35; }
      main { max-width: none; padding: 0; }
      h2 { margin-top: 1rem; }
      h3 { margin: .6rem 0 .2rem; }
      h2, h3 { break-after: avoid; }
      li, p, pre, figure { margin-top: .1rem; margin-bottom: .1rem; }
      th, td { padding: .08rem .4rem; }
      table, pre { font-size: .85rem; }
      .checklist li { padding: .1rem 0; }
      .clauses { columns: 2; column-gap: 1.2rem; }
      .clauses h2 { column-span: all; }
      .clauses div { break-inside: avoid; }
      section:has(> details:not([open])) { display: none; }
      .advice li li ul:not(:has(ul)), .measuresGiven li ul:not(:has(ul)) { display: inline; padding: 0; }
      .advice li li ul:not(:has(ul)) li, .measuresGiven li ul:not(:has(ul)) li { display: inline; }
      .advice li li ul:not(:has(ul)) li::before, .measuresGiven li ul:not(:has(ul)) li::before { content: " · "; }
      .waterfall svg { max-width: 30rem; }
      footer { margin-top: 1rem; }
      tr, figure, .figures { break-inside: avoid; }
      .scroll { overflow: visible; }
    }

    """
}
