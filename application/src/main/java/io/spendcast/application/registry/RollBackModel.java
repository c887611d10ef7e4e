package io.spendcast.application.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.MoveTags;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives Production back to the version that held it before. */
public final class RollBackModel {
  private final ModelRegistry registry;
  private final ModelName name;
  private final Decisions decisions;

  /** Works on this model. */
  public RollBackModel(ModelRegistry registry, ModelName name, Decisions decisions) {
    this.registry = registry;
    this.name = name;
    this.decisions = decisions;
  }

  /**
   * Restores the version that the present one replaced; called again, goes one further back.
   *
   * @throws SpendcastException {@code NOT_FOUND} if there is no present or no earlier one; {@code
   *     CONFLICT} if Production changed hands meanwhile
   */
  public Result rollBack() {
    RegisteredModel model = Versions.model(registry, name);
    ModelVersion present =
        model
            .in(Stage.PRODUCTION)
            .orElseThrow(() -> nothing("no version is in Production", "Promote one."));
    int earlier =
        present
            .card()
            .replaced()
            .filter(number -> number != present.number())
            .orElseThrow(
                () ->
                    nothing(
                        "version %s replaced none".formatted(present.number()),
                        "Promote another version instead."));
    ModelVersion restored =
        registry.move(
            new StageMove(
                name,
                earlier,
                Stage.PRODUCTION,
                Optional.of(present.number()),
                tags(Versions.version(model, earlier), present.number())));
    return new Result(restored, present.number());
  }

  private Map<String, String> tags(ModelVersion restored, int from) {
    Map<String, String> tags = new TreeMap<>(MoveTags.rolledBackFrom(from));
    tags.putAll(decisions.next(restored, "rolled back to Production from version " + from));
    return tags;
  }

  private SpendcastException nothing(String why, String hint) {
    return new SpendcastException(
        Kind.NOT_FOUND, "Cannot roll back %s: %s.".formatted(name, why), hint);
  }

  /**
   * What was restored.
   *
   * @param restored the version in Production now
   * @param archived number of the version that held it
   */
  public record Result(ModelVersion restored, int archived) {}
}
