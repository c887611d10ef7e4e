package io.spendcast.bootstrap.logging;

import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.text.Scrubber;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;

/** What a pattern of the log says, without secrets: {@code %scrubbed{%m%n%ex}}. */
@Plugin(name = "scrubbed", category = PatternConverter.CATEGORY)
@ConverterKeys("scrubbed")
public final class ScrubbedText extends LogEventPatternConverter {
  private final List<PatternFormatter> formatters;
  private final Scrubber scrubber;

  private ScrubbedText(List<PatternFormatter> formatters, Scrubber scrubber) {
    super("scrubbed", "scrubbed");
    this.formatters = formatters;
    this.scrubber = scrubber;
  }

  /** Called by the log, with the pattern in the braces. */
  public static ScrubbedText newInstance(Configuration configuration, String[] options) {
    return new ScrubbedText(
        PatternLayout.createPatternParser(configuration).parse(options[0]),
        Scrubber.of(ConfigLoader.environment()));
  }

  @Override
  public void format(LogEvent event, StringBuilder to) {
    StringBuilder text = new StringBuilder();
    formatters.forEach(formatter -> formatter.format(event, text));
    to.append(scrubber.scrub(text.toString()));
  }

  /** Whatever it holds, the stack trace is in it, so the log adds none. */
  @Override
  public boolean handlesThrowable() {
    return formatters.stream().anyMatch(PatternFormatter::handlesThrowable);
  }
}
