"""The sections of a report: each composes its blocks from the findings, and knows nothing of HTML or Markdown."""
