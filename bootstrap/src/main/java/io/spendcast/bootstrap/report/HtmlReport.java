package io.spendcast.bootstrap.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.spendcast.application.run.ReportPage;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TaskRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The report as one HTML page. Style, script, plotting library and data are all in it, and it
 * forbids itself every request, so it can be opened from anywhere and kept for years. The same
 * manifest gives the same page.
 */
public final class HtmlReport implements ReportPage {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(Double.class, new KnownNumber()))
          .build();

  private final Template template;
  private final String style = resource("report.css");
  private final String script = resource("report.js");
  private final String library = resource("echarts.min.js");

  /** Reads the page's parts from the class path. */
  public HtmlReport() {
    template =
        Mustache.compiler()
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(resource(name + ".mustache")))
            .compile(resource("report.mustache"));
  }

  @Override
  public String of(RunManifest manifest) {
    List<Section> sections = sections(manifest);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("run", manifest.run().value());
    page.put("finished", finished(manifest));
    page.put("conclusion", Conclusion.of(manifest));
    page.put("currency", currency(manifest));
    page.put("sections", sections);
    page.put("charts", charts(sections));
    page.put("style", style);
    page.put("script", script);
    page.put("library", library);
    return template.execute(page);
  }

  private static String currency(RunManifest manifest) {
    return manifest
        .prediction()
        .flatMap(PredictionRun::currency)
        .orElse("the currency of the sales");
  }

  private static List<Section> sections(RunManifest manifest) {
    return List.of(
        TimelineSection.of(manifest),
        CandidatesSection.of(manifest),
        AccuracySection.of(manifest),
        StabilitySection.of(manifest),
        ImportanceSection.of(manifest),
        ReasonsSection.of(manifest),
        DriftSection.of(manifest),
        DataSection.of(manifest),
        SentinelSection.of(manifest),
        ProvenanceSection.of(manifest));
  }

  private static String finished(RunManifest manifest) {
    return manifest.done().stream()
        .map(TaskRecord::finished)
        .max(Comparator.naturalOrder())
        .map(at -> Numbers.day(at.atZone(ZoneOffset.UTC).toLocalDate()))
        .orElse("");
  }

  /** As JSON that no text in it can end the script element it stands in. */
  private static String charts(List<Section> sections) {
    Map<String, Object> charts = new LinkedHashMap<>();
    sections.stream()
        .flatMap(section -> section.figures().stream())
        .forEach(figure -> charts.put(figure.id(), figure.chart()));
    try {
      return JSON.writeValueAsString(charts).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and numbers have a JSON form", e);
    }
  }

  /** What is not finite is a gap in a chart. */
  private static final class KnownNumber extends StdSerializer<Double> {
    KnownNumber() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
  }

  private static String resource(String name) {
    try (InputStream file = HtmlReport.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a part of the report cannot be read: " + name, e);
    }
  }
}
