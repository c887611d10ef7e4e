package io.spendcast.adapters.spark.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.registry.Stage;
import io.spendcast.testkit.PublishedContextsContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk, where no session is needed: none is opened here. */
final class LakeContextsTest extends PublishedContextsContract {
  @TempDir private Path directory;

  @Override
  protected PublishedContexts contexts() {
    return in(directory.toString());
  }

  private static PublishedContexts in(String lake) {
    return new LakeContexts(
        new Lake(new LazySession("no master", Map.of()), lake), new SourceArea("shop"));
  }

  @Test
  void the_file_is_beside_the_predictions_and_nothing_else_is_left() throws IOException {
    contexts().publish(Stage.PRODUCTION, "{}\n");
    Path folder = directory.resolve("predictions/shop");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .containsExactly(
              ContextPlace.file("file:" + directory, new SourceArea("shop"), Stage.PRODUCTION)
                  .orElseThrow());
    }
  }

  @Test
  void a_catalog_keeps_none() {
    PublishedContexts none = in("catalog:main.spendcast");
    none.publish(Stage.PRODUCTION, "{}\n");
    assertThat(none.find(Stage.PRODUCTION)).isEmpty();
    assertThat(none.lacks(Stage.PRODUCTION)).isFalse();
    assertThat(ContextPlace.file("s3a://bucket/lake", new SourceArea("shop"), Stage.PRODUCTION))
        .isEmpty();
  }
}
