package io.spendcast.testkit;

import io.spendcast.domain.workflow.RunJournal;

final class InMemoryRunJournalTest extends RunJournalContract {
  private final RunJournal journal = new InMemoryRunJournal();

  @Override
  protected RunJournal journal() {
    return journal;
  }
}
