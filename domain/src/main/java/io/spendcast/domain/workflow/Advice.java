package io.spendcast.domain.workflow;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.Stage;
import java.util.List;
import java.util.Optional;

/**
 * What may be done with a run, and why: the one value that whatever is printed of a run follows
 * from. It goes by the verdict, by the choice, by what the gate said and by what was predicted.
 *
 * @param use what the forecast may be used for
 * @param headline the same in a sentence
 * @param why in a sentence or two
 * @param limits what must be said beside the forecast; empty if there is nothing
 * @param next the commands that go on; empty if there is nothing to do
 */
public record Advice(Use use, String headline, String why, List<String> limits, List<String> next) {
  /** Copies the lists. */
  public Advice {
    limits = List.copyOf(limits);
    next = List.copyOf(next);
  }

  /** The advice on a run; empty as long as nothing is trained. */
  public static Optional<Advice> of(RunManifest manifest) {
    return manifest.training().map(training -> of(training, manifest));
  }

  /**
   * Whether the gate refused: a leak is suspected, or nothing that may forecast is in Production. A
   * version that waits for a human is not refused.
   */
  public static boolean isRefusal(RunManifest manifest) {
    boolean suspect =
        manifest
            .training()
            .filter(training -> training.judgement().verdict() == Verdict.SUSPECT_LEAK)
            .isPresent();
    return suspect
        || manifest
            .registration()
            .filter(made -> !made.refusals().isEmpty() && made.production().isEmpty())
            .isPresent();
  }

  private static Advice of(TrainingOutcome training, RunManifest manifest) {
    Judgement judgement = training.judgement();
    if (judgement.verdict() == Verdict.SUSPECT_LEAK) {
      return new Advice(
          Use.NOTHING,
          "Do not use these models.",
          "Something in the features seems to know the future; nothing was promoted or predicted. "
              + judgement.reason(),
          List.of(),
          List.of());
    }
    return manifest
        .registration()
        .filter(made -> made.version().trackedRunId().equals(training.chosen().id()))
        .map(made -> of(judgement, made, manifest))
        .orElseGet(() -> judged(judgement, List.of("spendcast register")));
  }

  private static Advice of(Judgement judgement, Registration made, RunManifest manifest) {
    int version = made.version().number();
    if (made.version().stage() == Stage.PRODUCTION) {
      return judged(
          judgement, manifest.prediction().isPresent() ? List.of() : List.of("spendcast predict"));
    }
    String reasons = String.join("; ", made.refusals());
    if (made.production().isPresent()) {
      return new Advice(
          Use.AS_BEFORE,
          "Version %s, which was there before, goes on forecasting."
              .formatted(made.production().orElseThrow()),
          made.refusals().isEmpty()
              ? "Version %s waits for somebody to promote it.".formatted(version)
              : "Version %s did not replace it, since %s.".formatted(version, reasons),
          List.of(),
          List.of(promote(made)));
    }
    return new Advice(
        Use.NOTHING,
        made.refusals().isEmpty()
            ? "Version %s waits for somebody to promote it.".formatted(version)
            : "There is no forecast yet.",
        made.refusals().isEmpty()
            ? "%s; there is no forecast before. It could be used to %s."
                .formatted(judgement.choice().why(), judgement.use().words())
            : "Version %s was kept from Production, since %s.".formatted(version, reasons),
        judgement.choice().limits(),
        List.of(promote(made), "spendcast predict"));
  }

  private static String promote(Registration made) {
    return "spendcast promote %s --to production%s"
        .formatted(
            made.version().number(),
            made.refusals().isEmpty() ? "" : " --force --reason \"WHY IT IS GOOD ENOUGH\"");
  }

  private static Advice judged(Judgement judgement, List<String> next) {
    return new Advice(
        judgement.use(),
        switch (judgement.use()) {
          case RANK_AND_PLAN -> "Rank customers and plan totals with this forecast.";
          case RANK -> "Rank customers with this forecast, but do not plan totals.";
          case PLAN -> "Plan totals with this forecast, but do not rank customers.";
          case AS_BEFORE, NOTHING -> "Do nothing with this forecast yet.";
        },
        judgement.choice().why() + ". " + judgement.reason(),
        judgement.choice().limits(),
        next);
  }
}
