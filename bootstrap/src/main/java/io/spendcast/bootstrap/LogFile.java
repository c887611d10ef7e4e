package io.spendcast.bootstrap;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends all logging, ours and the libraries', to one file. On Databricks the platform has its own
 * arrangement, and this is not used.
 */
final class LogFile {
  private static final String FILE = "spendcast.log";
  private static final String ROLLED = "spendcast.log.rolled";
  private static final String CONFIGURATION = "log4j2.configurationFile";

  private LogFile() {}

  /** To be called before anything logs. What was given as a system property stays as it is. */
  static void open() {
    setUnlessGiven(FILE, Path.of("logs", "spendcast.log").toAbsolutePath().toString());
    // In a pattern, a percent sign of the path is written twice.
    setUnlessGiven(ROLLED, System.getProperty(FILE).replace("%", "%%") + ".%i");
    setUnlessGiven(CONFIGURATION, "classpath:spendcast-log4j2.properties");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
