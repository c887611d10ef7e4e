package io.spendcast.domain.forecast;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of {@code forecast.json}, which is in a model's directory beside the files of the
 * library that trained it. {@code docs/format.md} describes it field by field.
 */
public final class ForecastFile {
  /** The name of the file. */
  public static final String NAME = "forecast.json";

  private static final String FORMAT = "spendcast-forecast";
  private static final int FIRST_VERSION = 1;
  private static final int VERSION = 2;

  private ForecastFile() {}

  /** Writes a model. */
  public static String write(PortableModel model) {
    return JsonText.of(fields(model)) + "\n";
  }

  /** The same as an object within another file. */
  public static Map<String, Object> fields(PortableModel model) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("version", ModelFields.hasUnits(model.model()) ? VERSION : FIRST_VERSION);
    fields.put("inputs", model.inputs());
    fields.put("feature_fingerprint", model.features().value());
    fields.put("model", ModelFields.of(model.model(), model.inputs()));
    return fields;
  }

  /**
   * Reads a model back.
   *
   * @throws IllegalArgumentException naming the field, if the text is not such a file, or one of a
   *     version that is not known here
   */
  public static PortableModel read(String text) {
    return read(JsonObject.parse(text));
  }

  /** The same from an object within another file. */
  public static PortableModel read(JsonObject file) {
    if (!file.text("format").equals(FORMAT)) {
      throw new IllegalArgumentException("format is not " + FORMAT);
    }
    long version = file.integer("version");
    if (version < FIRST_VERSION || version > VERSION) {
      throw new IllegalArgumentException(
          "version is %s; this version of Spendcast reads %s to %s"
              .formatted(version, FIRST_VERSION, VERSION));
    }
    List<String> inputs = file.texts("inputs");
    return new PortableModel(
        inputs,
        new Fingerprint(file.text("feature_fingerprint")),
        ModelFields.read(file.object("model"), inputs));
  }
}
