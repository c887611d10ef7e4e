package io.spendcast.adapters.spark.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.workflow.FeatureBuild;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import io.spendcast.testkit.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final RunManifest manifest = Manifests.complete(new RunId("first"));
  private final ManifestJson json = new ManifestJson(text -> text);

  private static String golden(String name) {
    try (InputStream file = ManifestJsonTest.class.getResourceAsStream("/manifests/" + name)) {
      return new String(
          (name.endsWith(".gz") ? new GZIPInputStream(file) : file).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_full_manifest_survives() {
    assertThat(json.read(json.write(manifest))).isEqualTo(manifest);
    RunManifest noted = manifest.with(noted(manifest.features().orElseThrow()));
    assertThat(json.read(json.write(noted))).isEqualTo(noted).isNotEqualTo(manifest);
  }

  private static FeatureBuild noted(FeatureBuild built) {
    FeatureTable table = built.table();
    return new FeatureBuild(
        new FeatureTable(
            table.table(),
            table.dailySpend(),
            table.fingerprint(),
            table.inputs(),
            table.horizon(),
            table.asOfs(),
            table.rows(),
            table.columns(),
            table.asOfs().stream().map(Fingerprint::of).toList()),
        built.plan(),
        built.catalogue(),
        built.drift());
  }

  @Test
  void every_format_that_was_ever_written_is_read() {
    assertThat(json.read(golden("complete-1.json"))).isEqualTo(Manifests.withoutExamples(manifest));
    assertThat(json.read(golden("complete-2.json"))).isEqualTo(manifest);
  }

  /** If this fails, what is written has changed: that is a new format, with a golden file. */
  @Test
  void what_is_written_is_the_newest_format() {
    assertThat(tree(json.write(manifest)))
        .isEqualTo(tree(golden("complete-%s.json".formatted(ManifestJson.FORMAT))));
  }

  /** Of the planted shop, with paths and the user replaced. */
  @Test
  void the_manifest_of_a_run_of_the_first_release_is_read_and_written_on() {
    RunManifest run = json.read(golden("run-1.json.gz"));
    assertThat(run.done()).extracting("task").containsExactly((Object[]) Task.values());
    assertThat(run.features().orElseThrow().table().columns()).hasSize(70);
    assertThat(run.training().orElseThrow().judgement().evaluations()).hasSize(10);
    assertThat(run.registration().orElseThrow().version().tags()).hasSize(39);
    assertThat(run.prediction().orElseThrow().receipt().rows()).isEqualTo(249);
    assertThat(json.read(json.write(run))).isEqualTo(run);
  }

  @Test
  void what_a_later_release_wrote_stays_in_the_parts_that_stay() {
    ObjectNode later = (ObjectNode) tree(json.write(manifest));
    ((ObjectNode) later.at("/training/panel")).put("weather", "rain");
    ((ObjectNode) later.at("/done/1")).put("cores", 8);
    ((ObjectNode) later.at("/ingest")).put("files", 3);
    RunManifest read = json.read(later.toString());
    assertThat(read).isEqualTo(manifest);
    JsonNode again =
        tree(json.write(read.withOutputOf(Task.INGEST, RunManifest.empty(read.run()))));
    assertThat(again.at("/training/panel/weather").asText()).isEqualTo("rain");
    assertThat(again.at("/done/1/cores").asInt()).isEqualTo(8);
    assertThat(again.at("/ingest").isNull()).isTrue();
    assertThat(again.at("/training")).isEqualTo(later.at("/training"));
  }

  @Test
  void a_format_that_is_not_known_is_refused_and_the_hint_deletes_nothing() {
    String later = json.write(manifest).replaceFirst("\"format\":2", "\"format\":3");
    assertThatThrownBy(() -> json.read(later))
        .isInstanceOfSatisfying(
            SpendcastException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.INVALID);
              assertThat(e.hint()).doesNotContain("delete").contains("release that wrote it");
            })
        .hasMessageContaining("its format is 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"run\": {\"value\": \"x\"}, \"done\": 1}",
        "{\"format\": 2}",
        "{\"format\": \"new\"}",
        "null",
        "[]",
        "{"
      })
  void a_damaged_manifest_is_refused(String damaged) {
    assertThatThrownBy(() -> json.read(damaged))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("Cannot read a run manifest");
  }

  @Test
  void what_may_not_be_kept_of_a_text_is_not_written_and_the_rest_comes_back() {
    String reason = manifest.training().orElseThrow().judgement().reason();
    String text = new ManifestJson(kept -> kept.replace(reason, "***")).write(manifest);
    assertThat(text).doesNotContain(reason).contains("***");
    RunManifest read = json.read(text);
    assertThat(read.training().orElseThrow().judgement().reason()).isEqualTo("***");
    assertThat(read.ingest()).isEqualTo(manifest.ingest());
  }

  @Test
  void names_of_fields_and_numbers_are_kept_whatever_is_said_of_texts() {
    String text = new ManifestJson(kept -> "x" + kept).write(RunManifest.empty(new RunId("7")));
    assertThat(text).contains("\"done\"", "\"x7\"");
  }
}
