/// What one robot in the field is set up with: whom it trusts and where its messages and records go.
@NullMarked
package dev.sinew.config.deployment;

import org.jspecify.annotations.NullMarked;
