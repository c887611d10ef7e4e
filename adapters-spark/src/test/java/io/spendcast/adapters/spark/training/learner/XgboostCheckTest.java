package io.spendcast.adapters.spark.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XgboostCheckTest {
  @TempDir private Path directory;

  @Test
  void a_second_copy_on_the_class_path_is_named() throws IOException {
    Path second = directory.resolve("ml/dmlc/xgboost4j/java/XGBoost.class");
    Files.createDirectories(second.getParent());
    Files.createFile(second);
    URL[] more = {directory.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(more, getClass().getClassLoader())) {
      Finding finding = XgboostCheck.copies(loader);
      assertThat(finding.health()).isEqualTo(Health.WARN);
      assertThat(finding.advice()).contains(directory.getFileName().toString());
    }
  }

  @Test
  void trouble_is_told_and_not_thrown() throws IOException {
    Path noDirectory = Files.createFile(directory.resolve("file"));
    assertThat(new XgboostCheck(TestSession.session().get(), noDirectory).findings())
        .filteredOn(finding -> finding.health() == Health.FAIL)
        .hasSize(1)
        .allSatisfy(finding -> assertThat(finding.advice()).contains("file", "xgboost"));
  }
}
