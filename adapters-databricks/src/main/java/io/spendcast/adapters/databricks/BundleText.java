package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** YAML that every reader takes for what was written: only plain words stand without quotes. */
final class BundleText {
  /** Writes and reads it. */
  static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .stringQuotingChecker(new OnlyWordsArePlain())
              .build());

  private BundleText() {}

  static String of(JsonNode tree) {
    try {
      return YAML.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always YAML", e);
    }
  }

  /**
   * Quotes all that some version of YAML may take for a number, a date, a truth value or a
   * reference. It begins with a letter and goes on with letters, digits and a few signs.
   */
  private static final class OnlyWordsArePlain extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN =
        Pattern.compile("(\\./|/|--)?[A-Za-z_][A-Za-z0-9_.-]*([ /=][A-Za-z0-9_.-]+)*\\.?");

    @Override
    public boolean needToQuoteName(String name) {
      return !PLAIN.matcher(name).matches() || super.needToQuoteName(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return !PLAIN.matcher(value).matches() || super.needToQuoteValue(value);
    }
  }
}
