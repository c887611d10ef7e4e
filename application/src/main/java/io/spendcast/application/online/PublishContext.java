package io.spendcast.application.online;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.prediction.PublishedContexts;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.workflow.FeatureBuild;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Leaves what a service needs beside the predictions. */
public final class PublishContext {
  private static final Logger LOG = System.getLogger(PublishContext.class.getName());

  private final PrepareContext prepare;
  private final PublishedContexts contexts;

  /** Into this place. */
  public PublishContext(PrepareContext prepare, PublishedContexts contexts) {
    this.prepare = prepare;
    this.contexts = contexts;
  }

  /** Whether a stage could have a context and has none. */
  public boolean isGone(Stage stage) {
    return contexts.lacks(stage);
  }

  /**
   * Publishes the context of a batch as that of the stage. A model that only its library evaluates
   * has none, which does not keep a batch from being published; the one before stays.
   */
  public void publish(
      Stage stage, ScoringRequest request, FeatureBuild built, Optional<String> currency) {
    try {
      contexts.publish(stage, ContextFile.write(prepare.prepare(request, built, currency)));
    } catch (SpendcastException e) {
      if (e.kind() != Kind.INVALID) {
        throw e;
      }
      LOG.log(Level.WARNING, "no context for a service: {0}", e.problem());
    }
  }
}
