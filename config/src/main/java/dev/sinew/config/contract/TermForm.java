package dev.sinew.config.contract;

/// What is the same for every term of one kind.
///
/// @param name in files
/// @param unit of its numbers before scaling
/// @param frame they are measured in
/// @param perJoint whether there is one number for each joint, else one in all
record TermForm(String name, String unit, Frame frame, boolean perJoint) {}
