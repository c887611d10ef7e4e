package io.spendcast.application.prediction;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.panel.Property;
import io.spendcast.domain.prediction.Prediction;
import io.spendcast.domain.prediction.PredictionQuery;
import io.spendcast.domain.prediction.PublishedBatch;
import io.spendcast.domain.prediction.PublishedPredictions;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunJournal;
import io.spendcast.domain.workflow.RunManifest;
import java.util.List;
import java.util.Optional;

/** Shows what was forecast, or writes it to a file. */
public final class ShowPredictions {
  private final PublishedPredictions published;
  private final RunJournal journal;
  private final ModelName model;

  /** Shows the forecasts of a model. */
  public ShowPredictions(PublishedPredictions published, RunJournal journal, ModelName model) {
    this.published = published;
    this.journal = journal;
    this.model = model;
  }

  /**
   * Looks up predictions.
   *
   * @param file where to write them; empty to read them
   * @throws SpendcastException {@code NOT_FOUND} if there are none, or none that are wanted
   */
  public Result show(WantedPredictions wanted, Optional<String> file) {
    PublishedBatch batch =
        wanted
            .run()
            .map(run -> journal.find(run).flatMap(ShowPredictions::batch))
            .orElseGet(() -> published.newest(model))
            .orElseThrow(() -> nothing(wanted));
    Optional<RunManifest> run = journal.find(batch.run());
    PredictionQuery query =
        new PredictionQuery(
            batch,
            features(run, batch).map(FeatureBuild::table),
            wanted.customer(),
            wanted.segment());
    List<Prediction> found = published.highest(query, file.isPresent() ? 1 : wanted.most());
    Optional<PredictionRun> made = run.flatMap(RunManifest::prediction);
    if (found.isEmpty()) {
      throw nobody(query, made);
    }
    Optional<String> currency = made.flatMap(PredictionRun::currency);
    return file.map(
            to -> new Result(batch, List.of(), published.write(query, wanted.most(), to), currency))
        .orElseGet(() -> new Result(batch, found, found.size(), currency));
  }

  private static Optional<PublishedBatch> batch(RunManifest manifest) {
    return manifest
        .prediction()
        .map(made -> PublishedBatch.of(manifest.run(), made.batch(), made.receipt()));
  }

  /** Of the run that published it, if that scored this date. */
  private static Optional<FeatureBuild> features(Optional<RunManifest> run, PublishedBatch batch) {
    return run.flatMap(RunManifest::features)
        .filter(built -> built.table().asOfs().contains(batch.asOf()));
  }

  private static SpendcastException nothing(WantedPredictions wanted) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        wanted
            .run()
            .map("Cannot show the forecasts of run %s: it has made none."::formatted)
            .orElse("Cannot show forecasts: there are none yet."),
        "Run `spendcast run`; if it ended without a forecast, its answer says why.");
  }

  private static SpendcastException nobody(PredictionQuery query, Optional<PredictionRun> made) {
    if (query.customer().isPresent()) {
      return new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot show the forecast of customer %s: there is none of %s."
              .formatted(query.customer().orElseThrow(), query.batch().asOf()),
          "Forecasts are of customers who bought before that day. Check the number, and the segment if one"
              + " is asked for.");
    }
    return new SpendcastException(
        Kind.NOT_FOUND,
        query
            .segment()
            .map(
                segment ->
                    "Cannot show the segment %s=%s: no customer is in it."
                        .formatted(segment.dimension(), segment.value()))
            .orElse(
                "Cannot show forecasts: the batch of %s is empty.".formatted(query.batch().asOf())),
        "Segments are: %s.".formatted(String.join(", ", segments(made))));
  }

  /** As they were summed up when they were published. */
  private static List<String> segments(Optional<PredictionRun> made) {
    return made.flatMap(PredictionRun::summary)
        .map(summary -> summary.segments().stream().map(total -> text(total.segment())).toList())
        .filter(found -> !found.isEmpty())
        .orElse(List.of("value=top tenth", "value=next four tenths", "value=lower half"));
  }

  private static String text(Property segment) {
    return "%s=%s".formatted(segment.dimension(), segment.value());
  }

  /**
   * What was found.
   *
   * @param batch of which batch
   * @param predictions the predictions, the highest first; empty if they were written to a file
   * @param rows how many they are
   * @param currency of the amounts, if it is known
   */
  public record Result(
      PublishedBatch batch, List<Prediction> predictions, long rows, Optional<String> currency) {
    /** Copies the list. */
    public Result {
      predictions = List.copyOf(predictions);
    }
  }
}
