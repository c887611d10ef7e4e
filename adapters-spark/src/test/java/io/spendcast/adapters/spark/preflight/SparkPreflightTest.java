package io.spendcast.adapters.spark.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SharedDirectory;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.testkit.PreflightContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkPreflightTest extends PreflightContract {
  @TempDir private Path scratch;

  @Override
  protected Preflight sound() {
    return new SparkPreflight(TestSession.session()::get, scratch, shared());
  }

  @Override
  protected Preflight broken() {
    return new SparkPreflight(
        () -> {
          throw new SpendcastException(Kind.INVALID, "Cannot run on Spark Connect.", "Choose.");
        },
        scratch,
        shared());
  }

  private SharedDirectory shared() {
    return new Lake(TestSession.session(), scratch.resolve("lake").toString()).shared();
  }

  @Test
  void xgboost_is_tried_for_real_and_leaves_nothing_behind() {
    assertThat(sound().findings())
        .extracting(Finding::what)
        .contains("XGBoost is there once", "XGBoost trains, saves and predicts", "Spark 4.0.1");
    assertThat(scratch).isEmptyDirectory();
  }
}
