package io.spendcast.adapters.databricks.rights;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.repeating;

import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of whom the job runs as, where that is somebody else than who deploys: on catalog,
 * schema and volume, and on a model and an experiment that others made. What it makes, it owns.
 */
public final class RunAsRights {
  private final Wanted wanted;
  private final Identities identities;
  private final Grants grants;
  private final ExperimentAccess experiments;

  /**
   * What the job needs.
   *
   * @param whom the user or principal that it runs as; blank if it is the one who deploys
   * @param things in Unity Catalog
   * @param experiment of the runs
   */
  public record Wanted(String whom, List<Securable> things, String experiment) {
    /** Copies the list. */
    public Wanted {
      things = List.copyOf(things);
    }
  }

  public RunAsRights(Wanted wanted, WorkspaceCalls calls) {
    this.wanted = wanted;
    this.identities = new Identities(calls);
    this.grants = new Grants(calls);
    this.experiments = new ExperimentAccess(calls);
  }

  /** A right that is not there, and what gives it, if it can be given. */
  private record Gap(String statement, Optional<Runnable> giving) {}

  /** What would be granted. */
  public Rights preview() {
    List<Gap> gaps = gaps();
    return new Rights(
        statements(gaps.stream().filter(gap -> gap.giving().isPresent()).toList()),
        statements(gaps.stream().filter(gap -> gap.giving().isEmpty()).toList()));
  }

  private static List<String> statements(List<Gap> gaps) {
    return gaps.stream().map(Gap::statement).toList();
  }

  /** Grants what we may grant. Granting twice is granting once. */
  public Rights give() {
    List<Gap> gaps = gaps();
    List<Gap> given = gaps.stream().filter(RunAsRights::isGiven).toList();
    List<Gap> missing = gaps.stream().filter(gap -> !given.contains(gap)).toList();
    return new Rights(statements(given), statements(missing));
  }

  private static boolean isGiven(Gap gap) {
    return gap.giving().filter(giving -> isGiven(gap.statement(), giving)).isPresent();
  }

  private static boolean isGiven(String statement, Runnable giving) {
    return orRefused(
            () ->
                repeating(
                    "send " + statement,
                    () -> {
                      giving.run();
                      return true;
                    }))
        .orElse(false);
  }

  private List<Gap> gaps() {
    String whom = wanted.whom();
    if (whom.isBlank() || whom.equals(reading("see who deploys", identities::ours).name())) {
      return List.of();
    }
    Identity who =
        reading("look for " + whom, () -> identities.find(whom))
            // The platform itself refuses a name that nobody has.
            .orElseGet(() -> new Identity(whom, Set.of()));
    List<Gap> gaps = new ArrayList<>();
    wanted.things().forEach(thing -> gap(thing, who).ifPresent(gaps::add));
    experiment(who).ifPresent(gaps::add);
    return gaps;
  }

  private Optional<Gap> gap(Securable thing, Identity who) {
    Optional<String> owner;
    try {
      owner = Optional.of(reading("look at " + thing.what(), () -> grants.owner(thing)));
    } catch (SpendcastException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return absent(thing, who);
      }
      owner = passed(e);
    }
    return owner.filter(who::acts).isPresent() ? Optional.empty() : missing(thing, who);
  }

  /** A model is made by the job; the rest must be there. */
  private static Optional<Gap> absent(Securable thing, Identity who) {
    return thing.type() == Securable.Type.MODEL
        ? Optional.empty()
        : Optional.of(new Gap(thing.grant(thing.privileges(), who.name()), Optional.empty()));
  }

  /** Who may not see the grants may perhaps give them; what is there already stays. */
  private Optional<Gap> missing(Securable thing, Identity who) {
    Set<String> missing =
        orRefused(
                () ->
                    reading("see the grants on " + thing.what(), () -> grants.missing(thing, who)))
            .orElse(thing.privileges());
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Gap(
                thing.grant(missing, who.name()),
                Optional.of(() -> grants.give(thing, missing, who))));
  }

  private Optional<Gap> experiment(Identity who) {
    String name = wanted.experiment();
    return orRefused(() -> reading("look at the experiment " + name, () -> experiments.find(name)))
        .flatMap(found -> found)
        .filter(
            found ->
                !orRefused(
                        () ->
                            reading(
                                "see who may write to the experiment " + name,
                                () -> experiments.isWritableBy(who, found)))
                    .orElse(false))
        .map(
            found ->
                new Gap(
                    "CAN EDIT on the experiment %s for `%s`".formatted(name, who.name()),
                    Optional.of(() -> experiments.give(found, who))));
  }

  /** What was answered; empty if it was refused. */
  private static <T> Optional<T> orRefused(java.util.function.Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SpendcastException e) {
      return passed(e);
    }
  }

  private static <T> Optional<T> passed(SpendcastException refusal) {
    if (refusal.kind() == Kind.INVALID || refusal.kind() == Kind.NOT_FOUND) {
      return Optional.empty();
    }
    throw refusal;
  }
}
