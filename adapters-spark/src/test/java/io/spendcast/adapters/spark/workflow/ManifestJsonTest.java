package io.spendcast.adapters.spark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.RunId;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.testkit.Manifests;
import org.junit.jupiter.api.Test;

class ManifestJsonTest {
  private final RunManifest manifest = Manifests.complete(new RunId("first"));

  @Test
  void what_may_not_be_kept_of_a_text_is_not_written_and_the_rest_comes_back() {
    String reason = manifest.training().orElseThrow().judgement().reason();
    String json = ManifestJson.write(manifest, text -> text.replace(reason, "***"));
    assertThat(json).doesNotContain(reason).contains("***");
    RunManifest read = ManifestJson.read(json);
    assertThat(read.training().orElseThrow().judgement().reason()).isEqualTo("***");
    assertThat(read.ingest()).isEqualTo(manifest.ingest());
  }

  @Test
  void names_of_fields_and_numbers_are_kept_whatever_is_said_of_texts() {
    String json = ManifestJson.write(RunManifest.empty(new RunId("7")), text -> "x" + text);
    assertThat(json).contains("\"done\"", "\"x7\"");
  }
}
