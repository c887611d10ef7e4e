package io.spendcast.application.online;

import io.spendcast.application.feature.CatalogueText;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.json.JsonText;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** A context as the text of a file, JSON that {@code docs/format.md} describes. */
public final class ContextFile {
  private static final String FORMAT = "spendcast-context";
  private static final int VERSION = 1;

  private ContextFile() {}

  /** Writes a context. */
  public static String write(ForecastContext context) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("version", VERSION);
    fields.put("model_name", context.name().value());
    fields.put("model_version", context.version());
    fields.put("as_of_date", context.asOf().toString());
    context.currency().ifPresent(currency -> fields.put("currency", currency));
    context.verdict().ifPresent(verdict -> fields.put("verdict", verdict.name()));
    context.intervals().ifPresent(found -> fields.put("intervals", found.asText()));
    context.spread().ifPresent(found -> fields.put("spread", found.asText()));
    fields.put("first_day", context.population().firstDay().toString());
    context.population().purchases().ifPresent(fit -> fields.put("purchases", fit.toString()));
    fields.put("catalogue", CatalogueText.fields(context.catalogue()));
    fields.put("forecast", ForecastFile.fields(context.model()));
    return JsonText.of(fields) + "\n";
  }

  /**
   * Reads a context back.
   *
   * @throws IllegalArgumentException naming the field, if the text is not such a file, or one of a
   *     version that is not known here
   */
  public static ForecastContext read(String text) {
    JsonObject file = JsonObject.parse(text);
    if (!file.text("format").equals(FORMAT) || file.integer("version") != VERSION) {
      throw new IllegalArgumentException("it is not %s of version %s".formatted(FORMAT, VERSION));
    }
    return new ForecastContext(
        new ModelName(file.text("model_name")),
        file.integer("model_version"),
        ForecastFile.read(file.object("forecast")),
        CatalogueText.read(file.object("catalogue")),
        AsOfDate.parse(file.text("as_of_date")),
        new PopulationPast(
            LocalDate.parse(file.text("first_day")),
            file.findText("purchases").map(PurchaseFit::parse)),
        file.findText("intervals").map(PredictionIntervals::parse),
        file.findText("spread").map(ForecastSpread::parse),
        file.findText("verdict").map(Verdict::valueOf),
        file.findText("currency"));
  }
}
