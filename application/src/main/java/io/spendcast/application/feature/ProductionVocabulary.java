package io.spendcast.application.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import java.util.Optional;

/**
 * The categories that the model in Production reads. They stay while it does, so that it predicts
 * from each new table, and a candidate is compared with it on the same inputs.
 */
public final class ProductionVocabulary {
  private final ModelRegistry registry;
  private final ModelName name;

  /** Of this model. */
  public ProductionVocabulary(ModelRegistry registry, ModelName name) {
    this.registry = registry;
    this.name = name;
  }

  /** Empty if it reads none, or if another number is asked for, or if it knows later sales. */
  Optional<Vocabulary> find(int most, AsOfDate lastTrain) {
    return most == 0
        ? Optional.empty()
        : registry
            .find(name)
            .flatMap(model -> model.in(Stage.PRODUCTION))
            .filter(ProductionVocabulary::readsCategories)
            .flatMap(version -> version.card().vocabulary())
            .filter(vocabulary -> vocabulary.most() == most)
            .filter(vocabulary -> !vocabulary.before().day().isAfter(lastTrain.day()));
  }

  private static boolean readsCategories(ModelVersion version) {
    return version.artifact().inputs().stream().anyMatch(CustomerFeatures::isOfCategory);
  }
}
