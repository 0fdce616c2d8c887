"""An example of each kind of plug-in for kg, one file each."""
