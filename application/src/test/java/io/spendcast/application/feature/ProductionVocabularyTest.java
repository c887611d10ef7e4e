package io.spendcast.application.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.card.TagKey;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductionVocabularyTest {
  private static final ModelName MODEL = new ModelName("shop_customer_spend_model");
  private static final AsOfDate THEN = AsOfDate.parse("2001-05-01");
  private static final AsOfDate NOW = AsOfDate.parse("2001-06-01");
  private static final Vocabulary BOOKS = new Vocabulary(List.of("Books"), 1, THEN);
  private static final String SHARE = "category_books_spend_share";

  private static Optional<Vocabulary> found(String input, Stage stage, int most, AsOfDate last) {
    ModelRegistry registry = mock(ModelRegistry.class);
    ModelVersion version =
        new ModelVersion(
            MODEL,
            1,
            stage,
            "run",
            new ModelArtifact(
                URI.create("file:///m"),
                ModelFormat.SPARK_PIPELINE,
                List.of("rolling_30d_spend", input),
                Fingerprint.of("inputs")),
            Map.of(TagKey.CATEGORIES.key(), BOOKS.toString()),
            Instant.EPOCH);
    when(registry.find(MODEL))
        .thenReturn(Optional.of(new RegisteredModel(MODEL, List.of(version))));
    return new ProductionVocabulary(registry, MODEL).find(most, last);
  }

  @Test
  void the_categories_that_production_reads_stay() {
    assertThat(found(SHARE, Stage.PRODUCTION, 1, NOW)).hasValue(BOOKS);
    assertThat(found(SHARE, Stage.PRODUCTION, 1, THEN)).hasValue(BOOKS);
  }

  @Test
  void they_are_chosen_anew_if_nothing_in_production_reads_them() {
    assertThat(found("tenure_days_within_365d", Stage.PRODUCTION, 1, NOW)).isEmpty();
    assertThat(found(SHARE, Stage.STAGING, 1, NOW)).isEmpty();
  }

  @Test
  void they_are_chosen_anew_if_another_number_is_asked_for() {
    assertThat(found(SHARE, Stage.PRODUCTION, 2, NOW)).isEmpty();
    assertThat(found(SHARE, Stage.PRODUCTION, 0, NOW)).isEmpty();
  }

  @Test
  void they_are_chosen_anew_if_they_know_later_sales_than_training_may() {
    assertThat(found(SHARE, Stage.PRODUCTION, 1, AsOfDate.parse("2001-04-01"))).isEmpty();
  }
}
