package io.spendcast.adapters.spark.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.RunId;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.testkit.Manifests;
import io.spendcast.testkit.RunJournalContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaRunJournalTest extends RunJournalContract {
  @TempDir Path directory;

  @Override
  protected RunJournal journal() {
    return journalAt(directory);
  }

  private static RunJournal journalAt(Path lake) {
    return new DeltaRunJournal(
        new Lake(TestSession.session(), lake.toString()), SourceArea.REFERENCE, Clock.systemUTC());
  }

  @Test
  void nothing_is_saved_in_a_directory_of_others() throws IOException {
    Files.writeString(directory.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> journal().save(Manifests.complete(new RunId("r"))))
        .hasMessageContaining("it holds other things");
  }

  @Test
  void looking_into_a_lake_that_is_not_there_makes_none() {
    Path missing = directory.resolve("missing");
    assertThat(journalAt(missing).latest()).isEmpty();
    assertThat(missing).doesNotExist();
  }
}
