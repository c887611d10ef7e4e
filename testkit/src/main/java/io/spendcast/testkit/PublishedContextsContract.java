package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.registry.Stage;
import org.junit.jupiter.api.Test;

/** What every {@link PublishedContexts} does that has a place for texts. */
public abstract class PublishedContextsContract {
  /** A new view of the same place, which is empty at the beginning of a test. */
  protected abstract PublishedContexts contexts();

  @Test
  void there_is_none_until_one_is_published() {
    assertThat(contexts().find(Stage.PRODUCTION)).isEmpty();
    assertThat(contexts().lacks(Stage.PRODUCTION)).isTrue();
    contexts().publish(Stage.PRODUCTION, "{}\n");
    assertThat(contexts().lacks(Stage.PRODUCTION)).isFalse();
    assertThat(contexts().lacks(Stage.STAGING)).isTrue();
  }

  @Test
  void each_stage_has_its_own_and_the_newest_takes_the_place_of_the_one_before() {
    contexts()
        .publish(Stage.PRODUCTION, "{\"shop\": \"Öl & Co\", \"rows\": \"a much longer text\"}\n");
    contexts().publish(Stage.PRODUCTION, "{}\n");
    contexts().publish(Stage.STAGING, "tried\n");
    contexts().publish(Stage.STAGING, "tried\n");
    assertThat(contexts().find(Stage.PRODUCTION)).contains("{}\n");
    assertThat(contexts().find(Stage.STAGING)).contains("tried\n");
  }

  @Test
  void every_letter_comes_back() {
    String text = "{\"shop\": \"Öl & Co 漢\"}\n".repeat(10_000);
    contexts().publish(Stage.PRODUCTION, text);
    assertThat(contexts().find(Stage.PRODUCTION)).contains(text);
  }
}
