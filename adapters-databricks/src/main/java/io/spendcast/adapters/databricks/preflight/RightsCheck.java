package io.spendcast.adapters.databricks.preflight;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;

import io.spendcast.adapters.databricks.rights.ExperimentAccess;
import io.spendcast.adapters.databricks.rights.Grants;
import io.spendcast.adapters.databricks.rights.Identity;
import io.spendcast.adapters.databricks.rights.Securable;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import java.util.Optional;
import java.util.Set;

/** Looks at what somebody may do with what is in Unity Catalog, and with an experiment. */
final class RightsCheck {
  private final Identity who;
  private final Grants grants;
  private final ExperimentAccess experiments;

  RightsCheck(Identity who, WorkspaceCalls calls) {
    this.who = who;
    this.grants = new Grants(calls);
    this.experiments = new ExperimentAccess(calls);
  }

  /** An owner may do everything; others what is granted to them, their groups and all. */
  Finding of(Securable thing) {
    try {
      return who.acts(reading("look at " + thing.what(), () -> grants.owner(thing)))
          ? Finding.pass(thing.what())
          : granted(thing);
    } catch (SpendcastException e) {
      return Finding.of(
          thing.what(), new SpendcastException(e.kind(), e.problem(), advice(e, thing), e));
    }
  }

  private String advice(SpendcastException failed, Securable thing) {
    return switch (failed.kind()) {
      case NOT_FOUND ->
          thing.type() == Securable.Type.TABLE
              ? "Correct the source in the settings, or ask for: "
                  + thing.grant(thing.privileges(), who.name())
                  + "."
              : "Create it, or name another one in the settings under databricks.";
      case INVALID -> asking(thing, thing.privileges());
      default -> failed.hint();
    };
  }

  private String asking(Securable thing, Set<String> privileges) {
    return "Ask for: %s.".formatted(thing.grant(privileges, who.name()));
  }

  private Finding granted(Securable thing) {
    Set<String> missing;
    try {
      missing = reading("see the grants on " + thing.what(), () -> grants.missing(thing, who));
    } catch (SpendcastException e) {
      return Finding.warn(
          thing.what(),
          "%s Make sure of: %s."
              .formatted(e.problem(), thing.grant(thing.privileges(), who.name())));
    }
    return missing.isEmpty()
        ? Finding.pass(thing.what())
        : Finding.warn(
            thing.what(),
            "Unless a group of %s has them, ask for: %s."
                .formatted(who.name(), thing.grant(missing, who.name())));
  }

  /** A model that is not there yet is the job's own. */
  Finding ofModel(Securable model) {
    Finding found = of(model);
    return found.health() == Health.FAIL && isAbsent(model)
        ? Finding.skipped(model.what(), "It is not there yet. Whoever registers first owns it.")
        : found;
  }

  private boolean isAbsent(Securable thing) {
    try {
      reading("look at " + thing.what(), () -> grants.owner(thing));
      return false;
    } catch (SpendcastException e) {
      return e.kind() == Kind.NOT_FOUND;
    }
  }

  /** Runs can be written to the experiment, or it can be made. */
  Finding ofExperiment(String name) {
    String what = "experiment " + name;
    return Finding.checking(
        what,
        () -> {
          Optional<ExperimentAccess.Found> found =
              reading("look at the " + what, () -> experiments.find(name));
          return found.map(there -> ofExperiment(what, there)).orElseGet(() -> folder(what, name));
        });
  }

  private Finding folder(String what, String name) {
    return reading("look at the folder of the " + what, () -> experiments.hasFolder(name))
        ? Finding.pass(what + ", not there yet")
        : Finding.fail(
            what,
            "It is not there yet, and neither is its folder, which must be. Make the folder.");
  }

  private Finding ofExperiment(String what, ExperimentAccess.Found there) {
    if (there.files().startsWith("dbfs:") && !there.files().startsWith("dbfs:/Volumes/")) {
      return Finding.fail(
          what,
          "Its files go to %s, where only the workspace itself can write. ".formatted(there.files())
              + "Delete it, so that the job makes it with its files in the volume, or set"
              + " tracking.experiment to another name.");
    }
    return reading("see who may write to the " + what, () -> experiments.isWritableBy(who, there))
        ? Finding.pass(what)
        : Finding.warn(
            what,
            "Unless a group of %s has it, ask for CAN EDIT on the experiment."
                .formatted(who.name()));
  }
}
