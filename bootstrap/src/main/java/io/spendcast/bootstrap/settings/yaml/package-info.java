/** YAML as it is written: scalars by their source text, with lines, and bounded. */
package io.spendcast.bootstrap.settings.yaml;
