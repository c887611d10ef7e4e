package io.spendcast.application.training;

import io.spendcast.application.done.CodeVersion;
import io.spendcast.application.done.SameSettings;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.Judge;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.leak.LeakProbe;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.training.TrainedModel;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.training.TrainingPanels;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.domain.workflow.TrainingOutcome.Candidate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Trains every candidate, judges them on held-out time, looks for leaks and records it all. */
public final class TrainModels {
  private static final Logger LOG = System.getLogger(TrainModels.class.getName());

  private final TrainingPanels panels;
  private final Trainer trainer;
  private final Evaluator evaluator;
  private final LeakInspection leaks;
  private final ExperimentTracker tracker;
  private final TrainingSettings settings;
  private final CodeVersion code;
  private final Clock clock;

  /** Works with these ports and settings. */
  public TrainModels(
      TrainingPanels panels,
      Trainer trainer,
      Evaluator evaluator,
      LeakInspection leaks,
      ExperimentTracker tracker,
      TrainingSettings settings,
      CodeVersion code,
      Clock clock) {
    this.panels = panels;
    this.trainer = trainer;
    this.evaluator = evaluator;
    this.leaks = leaks;
    this.tracker = tracker;
    this.settings = settings;
    this.code = code;
    this.clock = clock;
  }

  /** Trains and judges; the same run on the same features records nothing twice. */
  public Result train(RunId run, FeatureBuild features, TrainingListener listener) {
    Instant started = clock.instant();
    listener.begins(settings.tuning().isOff() ? "reading the rows" : "tuning");
    Tuning.Tuned tuned = new Tuning(panels, trainer, evaluator, settings, clock).tune(features);
    TrainingPanel panel =
        panels.assemble(features.table(), features.plan(), settings.sampleFraction());
    Shortfall shortfall = trainer.shortfall(panel, settings.algorithms());
    List<Algorithm> algorithms = shortfall.without(settings.algorithms());
    List<TrainedModel> models = new ArrayList<>();
    for (Algorithm a : algorithms) {
      listener.begins("%s of %s %s".formatted(models.size() + 1, algorithms.size(), a.label()));
      models.add(
          noted(run, trainer.train(panel, a, tuned.best(a, settings.of(a)), settings.seed())));
    }
    listener.begins("judging the candidates");
    List<ModelArtifact> artifacts = models.stream().map(TrainedModel::artifact).toList();
    Judgement judged =
        Judge.judge(
            algorithms,
            evaluator.evaluate(panel, artifacts, settings.bootstrap()),
            settings.totalTolerance());
    listener.begins("looking for leaks");
    Judgement judgement =
        judged.after(
            leaks.inspect(
                new LeakProbe(panel, features.catalogue(), artifacts, LeakInspection.CUSTOMERS),
                algorithms,
                settings.bootstrap()));
    listener.begins("recording the candidates");
    Provenance provenance = provenance(run, features);
    String key = Fingerprint.of(run, inputs(features), code).value();
    RunRecords records =
        new RunRecords(
            key, panel, judgement, provenance, features.catalogue(), started, clock.instant());
    TrackedRun parent = tracker.record(records.ofTraining());
    List<Candidate> candidates = new ArrayList<>();
    for (TrainedModel model : models) {
      RunRecord record = records.ofCandidate(model, parent);
      TrackedRun candidate = tracker.record(record);
      candidates.add(
          new Candidate(
              model.algorithm(),
              record.key(),
              candidate,
              model.seconds(),
              model.hyperparameters(),
              model.importances()));
      tuned.of(model.algorithm()).forEach(t -> tracker.record(records.ofTrial(t, candidate)));
    }
    return new Result(
        new TrainingOutcome(parent, panel, candidates, judgement, provenance, shortfall));
  }

  private static TrainedModel noted(RunId run, TrainedModel model) {
    LOG.log(
        Level.INFO,
        "run={0} task=train candidate={1} seconds={2}",
        run,
        model.algorithm().label(),
        String.format(Locale.ROOT, "%.1f", model.seconds()));
    return model;
  }

  private Provenance provenance(RunId run, FeatureBuild features) {
    return new Provenance(
        run,
        features.table().table(),
        features.table().fingerprint(),
        features.plan(),
        settings.seed(),
        code.value());
  }

  /** Refuses models of other settings than these; {@code INVALID}, with the keys that differ. */
  public void requireSame(TrainingOutcome outcome) {
    new SameSettings("the trained models", "spendcast train")
        .of(
            "training.algorithms",
            labels(settings.algorithms()),
            labels(
                Stream.concat(
                        outcome.candidates().stream().map(Candidate::algorithm),
                        outcome.shortfall().absent().keySet().stream())
                    .sorted()
                    .toList()))
        .of("training.seed", settings.seed(), outcome.provenance().seed())
        .of("training.sample-fraction", settings.sampleFraction(), outcome.panel().sampleFraction())
        .require();
  }

  private static List<String> labels(List<Algorithm> algorithms) {
    return algorithms.stream().map(Algorithm::label).toList();
  }

  /**
   * Digests all that the output depends on, except the code: what the rows to learn from and to be
   * judged on were made from, and nothing of later dates. So a day more of sales, which moves only
   * the date to forecast from, asks for no other models.
   */
  public Fingerprint inputs(FeatureBuild features) {
    PanelPlan plan = features.plan();
    return Fingerprint.of(
        features.table().content(plan.labelled()),
        features.table().fingerprint(),
        features.table().inputs(),
        plan.train(),
        plan.test(),
        plan.horizon(),
        settings.identity());
  }

  /**
   * What was trained.
   *
   * @param outcome the candidates and the judgement
   */
  public record Result(TrainingOutcome outcome) {}
}
