package io.spendcast.domain.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.RunId;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.testkit.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private static final RunManifest COMPLETE = Manifests.complete(new RunId("run"));
  private static final ModelVersion STAGED = COMPLETE.registration().orElseThrow().version();
  private static final ModelVersion PROMOTED =
      new ModelVersion(
          STAGED.name(),
          STAGED.number(),
          Stage.PRODUCTION,
          STAGED.trackedRunId(),
          STAGED.artifact(),
          STAGED.tags(),
          STAGED.created());
  private static final List<String> REFUSED = List.of("it is worse than the Production model");

  private static RunManifest manifest(Verdict verdict, Use use, Optional<Registration> made) {
    return new RunManifest(
        COMPLETE.run(),
        COMPLETE.done(),
        COMPLETE.ingest(),
        COMPLETE.features(),
        Optional.of(Manifests.judged(COMPLETE.training().orElseThrow(), verdict, use)),
        made,
        Optional.empty());
  }

  private static List<Optional<Registration>> registrations() {
    List<Optional<Registration>> all = new ArrayList<>();
    all.add(Optional.empty());
    all.add(Optional.of(new Registration(PROMOTED, List.of(), Optional.of(PROMOTED.number()))));
    for (List<String> refusals : List.of(List.<String>of(), REFUSED)) {
      all.add(Optional.of(new Registration(STAGED, refusals, Optional.empty())));
      all.add(Optional.of(new Registration(STAGED, refusals, Optional.of(1))));
    }
    return all;
  }

  @Test
  void in_no_combination_stands_advice_beside_a_refusal() {
    for (Verdict verdict : Verdict.values()) {
      for (Use use : Use.values()) {
        for (Optional<Registration> made : registrations()) {
          RunManifest manifest = manifest(verdict, use, made);
          Advice advice = Advice.of(manifest).orElseThrow();
          if (Advice.isRefusal(manifest)) {
            assertThat(advice.use()).isEqualTo(Use.NOTHING);
          }
          if (advice.use() == Use.NOTHING || advice.use() == Use.AS_BEFORE) {
            assertThat(advice.headline()).doesNotContain("Rank", "Plan", "with this forecast, but");
          }
          assertThat(advice.headline()).isNotBlank();
          assertThat(advice.why()).doesNotContain("NaN");
        }
      }
    }
  }

  @Test
  void a_suspected_leak_is_of_no_use_whatever_was_chosen() {
    for (Use use : Use.values()) {
      RunManifest manifest = manifest(Verdict.SUSPECT_LEAK, use, registrations().get(1));
      assertThat(Advice.of(manifest).orElseThrow().use()).isEqualTo(Use.NOTHING);
      assertThat(Advice.isRefusal(manifest)).isTrue();
    }
  }

  @Test
  void a_version_that_waits_is_no_refusal_and_the_way_on_is_said() {
    RunManifest manifest =
        manifest(
            Verdict.SKILL,
            Use.RANK_AND_PLAN,
            Optional.of(new Registration(STAGED, List.of(), Optional.empty())));
    assertThat(Advice.isRefusal(manifest)).isFalse();
    assertThat(Advice.of(manifest).orElseThrow().next())
        .containsExactly("spendcast promote 4 --to production", "spendcast predict");
  }

  @Test
  void a_refused_version_can_be_forced_by_a_command_that_is_named_in_full() {
    RunManifest manifest =
        manifest(
            Verdict.SKILL,
            Use.NOTHING,
            Optional.of(new Registration(STAGED, REFUSED, Optional.empty())));
    assertThat(Advice.isRefusal(manifest)).isTrue();
    assertThat(Advice.of(manifest).orElseThrow().next())
        .first()
        .asString()
        .startsWith("spendcast promote 4 --to production --force --reason \"");
  }

  @Test
  void a_champion_that_is_kept_goes_on_as_before() {
    Advice advice =
        Advice.of(
                manifest(
                    Verdict.SKILL,
                    Use.RANK,
                    Optional.of(new Registration(STAGED, REFUSED, Optional.of(1)))))
            .orElseThrow();
    assertThat(advice.use()).isEqualTo(Use.AS_BEFORE);
    assertThat(advice.headline()).startsWith("Version 1, which was there before");
    assertThat(advice.why()).contains(REFUSED.get(0));
  }

  @Test
  void there_is_no_advice_before_anything_is_trained() {
    assertThat(Advice.of(RunManifest.empty(new RunId("run")))).isEmpty();
  }
}
