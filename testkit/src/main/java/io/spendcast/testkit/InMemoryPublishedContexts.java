package io.spendcast.testkit;

import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.registry.Stage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Keeps texts in memory. */
public final class InMemoryPublishedContexts implements PublishedContexts {
  private final Map<Stage, String> contexts = new EnumMap<>(Stage.class);

  @Override
  public synchronized void publish(Stage stage, String context) {
    contexts.put(stage, context);
  }

  @Override
  public synchronized Optional<String> find(Stage stage) {
    return Optional.ofNullable(contexts.get(stage));
  }

  @Override
  public synchronized boolean lacks(Stage stage) {
    return !contexts.containsKey(stage);
  }

  /** Somebody deletes the text of a stage. */
  public synchronized void remove(Stage stage) {
    contexts.remove(stage);
  }
}
